/// How fresh materialized views are, and what lets tables tell of their changes.
@NullMarked
package io.datachat.cli.command.fresh;

import org.jspecify.annotations.NullMarked;
