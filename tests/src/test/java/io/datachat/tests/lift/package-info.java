/// SQL that is recognised as metrics: random questions written by hand-like writers, and the same made wrong.
@NullMarked
package io.datachat.tests.lift;

import org.jspecify.annotations.NullMarked;
