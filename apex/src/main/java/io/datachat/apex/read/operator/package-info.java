/// The functions and operators that may be used, how strictly their types are taken, and how they become algebra.
@NullMarked
package io.datachat.apex.read.operator;

import org.jspecify.annotations.NullMarked;
