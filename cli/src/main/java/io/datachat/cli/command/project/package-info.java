/// Commands that make, fill and serve a project.
@NullMarked
package io.datachat.cli.command.project;

import org.jspecify.annotations.NullMarked;
