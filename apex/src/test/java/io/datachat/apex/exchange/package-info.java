@NullMarked
package io.datachat.apex.exchange;

import org.jspecify.annotations.NullMarked;
