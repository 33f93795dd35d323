/// Metrics over HTTP: list, describe, query.
@NullMarked
package io.datachat.server.metrics;

import org.jspecify.annotations.NullMarked;
