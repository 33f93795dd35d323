/// The axes and conditions of a question laid onto each fact: paths, moments, periods.
@NullMarked
package io.datachat.apex.resolve.slice;

import org.jspecify.annotations.NullMarked;
