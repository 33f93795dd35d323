/// What a write to a table would set in motion, as its database tells
@NullMarked
package io.datachat.apex.warehouse.write;

import org.jspecify.annotations.NullMarked;
