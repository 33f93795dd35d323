/// The audit over HTTP: search, verify
@NullMarked
package io.datachat.server.audit;

import org.jspecify.annotations.NullMarked;
