/// Definitions bound to tables: entities, measures, formulas, and the one safe path between two entities.
@NullMarked
package io.datachat.apex.resolve.model;

import org.jspecify.annotations.NullMarked;
