/// What was asked, unchecked: [MetricQuery], and who asks: [Asking].
@NullMarked
package io.datachat.apex.query;

import org.jspecify.annotations.NullMarked;
