/// Definitions from elsewhere as DataPoints and back: dbt's semantic layer and Apache Ossie, with a report of what
/// came over exactly, approximately and not at all
@NullMarked
package io.datachat.apex.exchange;

import org.jspecify.annotations.NullMarked;
