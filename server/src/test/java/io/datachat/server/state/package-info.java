/// The state on both of its databases.
@NullMarked
package io.datachat.server.state;

import org.jspecify.annotations.NullMarked;
