/// Workspaces from outside: what is right runs and gives the rows of plain SQL, what is wrong is refused with the right
/// edge.
@NullMarked
package io.datachat.tests.workspace;

import org.jspecify.annotations.NullMarked;
