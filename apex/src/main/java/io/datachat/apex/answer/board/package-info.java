/// What the tiles of a dashboard answered, and its JSON.
@NullMarked
package io.datachat.apex.answer.board;

import org.jspecify.annotations.NullMarked;
