/// Commands about SQL
@NullMarked
package io.datachat.cli.command.sql;

import org.jspecify.annotations.NullMarked;
