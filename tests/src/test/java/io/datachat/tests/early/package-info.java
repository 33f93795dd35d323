/// Large facts aggregated before they are joined.
@NullMarked
package io.datachat.tests.early;

import org.jspecify.annotations.NullMarked;
