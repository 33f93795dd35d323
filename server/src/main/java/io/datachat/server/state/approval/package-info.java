/// Writes that were proposed, and what became of them
@NullMarked
package io.datachat.server.state.approval;

import org.jspecify.annotations.NullMarked;
