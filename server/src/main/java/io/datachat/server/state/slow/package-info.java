/// Which questions cost the databases most, told by the audit
@NullMarked
package io.datachat.server.state.slow;

import org.jspecify.annotations.NullMarked;
