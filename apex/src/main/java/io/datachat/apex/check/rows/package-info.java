/// What the rows of an answer must look like, and a look at them while they pass.
@NullMarked
package io.datachat.apex.check.rows;

import org.jspecify.annotations.NullMarked;
