/// The YAML language: the sealed [DataPoint], its reader with line numbers, the linter and the library.
@NullMarked
package io.datachat.apex.datapoint;

import org.jspecify.annotations.NullMarked;
