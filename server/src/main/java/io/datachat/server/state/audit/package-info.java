/// The audit: a chain of records, each with the hash of the one before
@NullMarked
package io.datachat.server.state.audit;

import org.jspecify.annotations.NullMarked;
