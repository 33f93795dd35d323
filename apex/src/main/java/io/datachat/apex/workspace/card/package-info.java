/// Schema cards: what whoever writes SQL must know of a table, in one structured document
@NullMarked
package io.datachat.apex.workspace.card;

import org.jspecify.annotations.NullMarked;
