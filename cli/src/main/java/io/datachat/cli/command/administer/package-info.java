/// Commands about users and about what was asked
@NullMarked
package io.datachat.cli.command.administer;

import org.jspecify.annotations.NullMarked;
