/// Templates that are one aggregate over to-one joins, recognised as the measures they are; in doubt they stay closed.
@NullMarked
package io.datachat.apex.read.open;

import org.jspecify.annotations.NullMarked;
