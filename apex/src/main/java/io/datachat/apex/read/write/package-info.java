/// Statements that write, taken apart: which columns of which table, and the query that computes the new values
@NullMarked
package io.datachat.apex.read.write;

import org.jspecify.annotations.NullMarked;
