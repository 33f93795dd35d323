/// SQL that other people and models wrote, put to the gate: what is read, what is refused, and whether rows stay the
/// same
@NullMarked
package io.datachat.tests.gate;

import org.jspecify.annotations.NullMarked;
