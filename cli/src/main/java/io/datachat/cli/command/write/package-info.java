/// Commands about proposed writes
@NullMarked
package io.datachat.cli.command.write;

import org.jspecify.annotations.NullMarked;
