/// The demo world: an online shop whose rows follow from a seed and a date alone.
@NullMarked
package io.datachat.cli.demo;

import org.jspecify.annotations.NullMarked;
