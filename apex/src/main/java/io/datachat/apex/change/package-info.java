/// Writes: proposed, rehearsed in a transaction that is rolled back, and done when two keys are turned
@NullMarked
package io.datachat.apex.change;

import org.jspecify.annotations.NullMarked;
