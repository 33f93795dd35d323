/// A real server of a small real project, called over HTTP.
@NullMarked
package io.datachat.server;

import org.jspecify.annotations.NullMarked;
