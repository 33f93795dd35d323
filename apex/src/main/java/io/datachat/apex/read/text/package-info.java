/// The author's text, its places, and the kinds of problem that reading it can find.
@NullMarked
package io.datachat.apex.read.text;

import org.jspecify.annotations.NullMarked;
