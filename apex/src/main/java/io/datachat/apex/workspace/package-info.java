/// Workspaces bound to the tables of their database: what may be read, how it is joined, and what is known of it
@NullMarked
package io.datachat.apex.workspace;

import org.jspecify.annotations.NullMarked;
