/// SQL text to algebra: own lexer, Calcite's parser and validator, a whitelist of operators, errors with places and
/// suggestions.
@NullMarked
package io.datachat.apex.read;

import org.jspecify.annotations.NullMarked;
