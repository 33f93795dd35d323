/// The authoring dialect's own lexer: PostgreSQL's spellings become tokens that the parser takes, and every place stays
/// known.
@NullMarked
package io.datachat.apex.read.lex;

import org.jspecify.annotations.NullMarked;
