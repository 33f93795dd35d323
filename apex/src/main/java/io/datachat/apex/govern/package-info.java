/// The plan that a given person may run. The only place that knows policy; no path goes round it.
@NullMarked
package io.datachat.apex.govern;

import org.jspecify.annotations.NullMarked;
