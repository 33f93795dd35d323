/// Values for the parameters of a template: typed, in range, allowed, or refused with every reason at once.
@NullMarked
package io.datachat.apex.read.parameter;

import org.jspecify.annotations.NullMarked;
