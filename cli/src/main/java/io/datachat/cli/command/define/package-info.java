/// Commands about DataPoints.
@NullMarked
package io.datachat.cli.command.define;

import org.jspecify.annotations.NullMarked;
