/// The same rows by less work: a large fact is aggregated before it is joined.
@NullMarked
package io.datachat.apex.route.early;

import org.jspecify.annotations.NullMarked;
