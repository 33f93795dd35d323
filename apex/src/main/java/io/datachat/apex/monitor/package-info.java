/// One record per query that ran: what later advice, confidence and caching live on.
@NullMarked
package io.datachat.apex.monitor;

import org.jspecify.annotations.NullMarked;
