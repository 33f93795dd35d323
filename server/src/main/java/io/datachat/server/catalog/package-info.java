/// What the databases hold, over HTTP.
@NullMarked
package io.datachat.server.catalog;

import org.jspecify.annotations.NullMarked;
