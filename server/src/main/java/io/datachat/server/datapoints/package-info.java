/// DataPoints over HTTP: list, show with tiers, lint, schema.
@NullMarked
package io.datachat.server.datapoints;

import org.jspecify.annotations.NullMarked;
