/// Binds a library to the catalogs of its databases: expressions to columns, relationships to joins, templates to
/// measures.
@NullMarked
package io.datachat.apex.resolve.bind;

import org.jspecify.annotations.NullMarked;
