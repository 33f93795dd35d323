/// From files to a first database.
@NullMarked
package io.datachat.apex.warehouse.scaffold;

import org.jspecify.annotations.NullMarked;
