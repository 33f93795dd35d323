/// The question bound to definitions: a [Model] of entities and measures over real tables, and the one safe path to each dimension.
@NullMarked
package io.datachat.apex.resolve;

import org.jspecify.annotations.NullMarked;
