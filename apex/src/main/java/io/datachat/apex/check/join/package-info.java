/// Whether a query joins tables along the edges of a workspace, wherever in it they meet
@NullMarked
package io.datachat.apex.check.join;

import org.jspecify.annotations.NullMarked;
