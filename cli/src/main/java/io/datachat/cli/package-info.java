/// The `datachat` command: what a person types, and tables, errors and exit codes back.
@NullMarked
package io.datachat.cli;

import org.jspecify.annotations.NullMarked;
