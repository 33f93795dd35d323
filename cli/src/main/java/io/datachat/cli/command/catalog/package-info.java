/// What the project has: its databases, their tables, their columns
@NullMarked
package io.datachat.cli.command.catalog;

import org.jspecify.annotations.NullMarked;
