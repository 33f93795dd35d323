/// What is known of the rows of a query: which columns of which tables they hold, and what is equal in each of them
@NullMarked
package io.datachat.apex.check.join.known;

import org.jspecify.annotations.NullMarked;
