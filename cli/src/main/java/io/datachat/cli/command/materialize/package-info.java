/// Commands about rollups.
@NullMarked
package io.datachat.cli.command.materialize;

import org.jspecify.annotations.NullMarked;
