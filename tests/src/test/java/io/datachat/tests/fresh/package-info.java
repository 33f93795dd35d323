/// Materialized views that are kept fresh, on a real PostgreSQL.
@NullMarked
package io.datachat.tests.fresh;

import org.jspecify.annotations.NullMarked;
