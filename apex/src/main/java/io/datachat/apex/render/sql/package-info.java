/// Query levels as text.
@NullMarked
package io.datachat.apex.render.sql;

import org.jspecify.annotations.NullMarked;
