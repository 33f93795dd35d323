/// Rollups from outside: the same rows as the source, for as long as that is provable or declared.
@NullMarked
package io.datachat.tests.rollup;

import org.jspecify.annotations.NullMarked;
