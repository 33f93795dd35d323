/// Workspaces over HTTP: list, and the cards of their tables
@NullMarked
package io.datachat.server.workspace;

import org.jspecify.annotations.NullMarked;
