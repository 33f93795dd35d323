/// Who may talk to a server that knows no users: this machine.
@NullMarked
package io.datachat.server.access;

import org.jspecify.annotations.NullMarked;
