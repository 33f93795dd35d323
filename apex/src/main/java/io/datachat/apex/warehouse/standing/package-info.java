/// How a table, view or index stands in its database, as far as undoing a change needs it
@NullMarked
package io.datachat.apex.warehouse.standing;

import org.jspecify.annotations.NullMarked;
