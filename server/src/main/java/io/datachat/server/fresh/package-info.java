/// Keeps materialized views fresh while the server runs, and tells over HTTP how fresh they are.
@NullMarked
package io.datachat.server.fresh;

import org.jspecify.annotations.NullMarked;
