/// Dashboards over HTTP: list, describe, run.
@NullMarked
package io.datachat.server.dashboards;

import org.jspecify.annotations.NullMarked;
