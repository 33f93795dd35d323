/// What definitions claim about rows, and answers rely on: keys that do not repeat, histories that do not overlap.
@NullMarked
package io.datachat.apex.resolve.claim;

import org.jspecify.annotations.NullMarked;
