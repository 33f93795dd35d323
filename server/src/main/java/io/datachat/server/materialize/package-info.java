/// Rollups over HTTP: what is kept ready, and building it anew.
@NullMarked
package io.datachat.server.materialize;

import org.jspecify.annotations.NullMarked;
