/// Bad inputs through the real front doors: each has a clear error, none a stack trace.
@NullMarked
package io.datachat.tests.unhappy;

import org.jspecify.annotations.NullMarked;
