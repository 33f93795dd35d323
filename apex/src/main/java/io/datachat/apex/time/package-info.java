/// Grains, half-open periods and the grammar of relative periods; no clock, no default zone.
@NullMarked
package io.datachat.apex.time;

import org.jspecify.annotations.NullMarked;
