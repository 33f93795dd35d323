/// What a database means to do for a statement, what that costs, and which index would help
@NullMarked
package io.datachat.apex.monitor.advice;

import org.jspecify.annotations.NullMarked;
