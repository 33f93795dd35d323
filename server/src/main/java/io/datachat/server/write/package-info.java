/// Writes over HTTP: proposed, approved or rejected, and done
@NullMarked
package io.datachat.server.write;

import org.jspecify.annotations.NullMarked;
