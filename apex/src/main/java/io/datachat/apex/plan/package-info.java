/// Definitions to relational algebra: every fact is aggregated at its own grain before it meets another.
@NullMarked
package io.datachat.apex.plan;

import org.jspecify.annotations.NullMarked;
