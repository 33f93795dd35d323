/// The JSON Schema of the language, made from the records that the reader fills.
@NullMarked
package io.datachat.apex.datapoint.schema;

import org.jspecify.annotations.NullMarked;
