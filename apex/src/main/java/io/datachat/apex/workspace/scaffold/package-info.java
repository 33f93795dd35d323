/// SQL made of a workspace alone: the tables asked for, joined along the shortest safe way
@NullMarked
package io.datachat.apex.workspace.scaffold;

import org.jspecify.annotations.NullMarked;
