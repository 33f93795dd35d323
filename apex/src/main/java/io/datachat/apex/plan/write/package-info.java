/// Plans around a write: its new rows, the rows that it touches, the rules that they break
@NullMarked
package io.datachat.apex.plan.write;

import org.jspecify.annotations.NullMarked;
