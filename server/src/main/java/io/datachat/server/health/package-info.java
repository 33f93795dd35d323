/// Whether the server can answer, and which version it is.
@NullMarked
package io.datachat.server.health;

import org.jspecify.annotations.NullMarked;
