/// A connection that waits for what a database tells of changes, and refreshes its materialized views.
@NullMarked
package io.datachat.apex.warehouse.fresh;

import org.jspecify.annotations.NullMarked;
