/// Queries in SQL as plans
@NullMarked
package io.datachat.apex.plan.text;

import org.jspecify.annotations.NullMarked;
