/// Starting and stopping the server of one project, and the file it leaves for commands.
@NullMarked
package io.datachat.server;

import org.jspecify.annotations.NullMarked;
