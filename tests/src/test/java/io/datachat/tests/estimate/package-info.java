/// What `approximate` promises: how far an estimate may lie from the value, and who refuses it.
@NullMarked
package io.datachat.tests.estimate;

import org.jspecify.annotations.NullMarked;
