/// What a new version of a library takes away from those who rely on the old one.
@NullMarked
package io.datachat.apex.datapoint.change;

import org.jspecify.annotations.NullMarked;
