/// Apache Ossie (formerly Open Semantic Interchange), read and written.
@NullMarked
package io.datachat.apex.exchange.ossie;

import org.jspecify.annotations.NullMarked;
