/// The question bound to definitions: what to aggregate, by what, under which conditions.
@NullMarked
package io.datachat.apex.resolve;

import org.jspecify.annotations.NullMarked;
