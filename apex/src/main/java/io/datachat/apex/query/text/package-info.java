/// The parts of a question as people write them: filters, dimensions with grains, orders.
@NullMarked
package io.datachat.apex.query.text;

import org.jspecify.annotations.NullMarked;
