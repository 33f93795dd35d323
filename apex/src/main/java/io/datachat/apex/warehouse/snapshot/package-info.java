/// Catalogs kept on disk between runs, so that a command does not wait for introspection.
@NullMarked
package io.datachat.apex.warehouse.snapshot;

import org.jspecify.annotations.NullMarked;
