/// Rows: one class per backend behind one contract. The only home of JDBC.
@NullMarked
package io.datachat.apex.warehouse;

import org.jspecify.annotations.NullMarked;
