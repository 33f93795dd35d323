/// Records on their way to the audit: a file that outlives the process until the database has them
@NullMarked
package io.datachat.server.state.audit.journal;

import org.jspecify.annotations.NullMarked;
