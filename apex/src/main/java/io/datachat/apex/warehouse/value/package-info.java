/// Native types and values of each backend, both ways. The only place that knows what a driver calls a decimal.
@NullMarked
package io.datachat.apex.warehouse.value;

import org.jspecify.annotations.NullMarked;
