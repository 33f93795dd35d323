/// Reads structure from the system tables of a database: one query per kind of fact, never one per table.
@NullMarked
package io.datachat.apex.warehouse.introspect;

import org.jspecify.annotations.NullMarked;
