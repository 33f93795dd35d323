/// Local time on every database against java.time.
@NullMarked
package io.datachat.tests.zones;

import org.jspecify.annotations.NullMarked;
