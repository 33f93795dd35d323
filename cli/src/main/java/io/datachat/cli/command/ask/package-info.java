/// Commands that ask: metrics, explain, query, diagnose.
@NullMarked
package io.datachat.cli.command.ask;

import org.jspecify.annotations.NullMarked;
