/// Names, values and types as a database reads them, so that none of them can become part of the statement.
@NullMarked
package io.datachat.apex.render.dialect;

import org.jspecify.annotations.NullMarked;
