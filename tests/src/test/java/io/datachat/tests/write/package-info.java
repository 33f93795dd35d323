/// Writes: nothing changes without two keys, nobody learns by writing, nothing is done twice
@NullMarked
package io.datachat.tests.write;

import org.jspecify.annotations.NullMarked;
