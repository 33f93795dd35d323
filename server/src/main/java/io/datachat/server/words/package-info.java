/// Questions in words over HTTP.
@NullMarked
package io.datachat.server.words;

import org.jspecify.annotations.NullMarked;
