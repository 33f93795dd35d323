/// Every failure as an RFC 9457 problem; never a stack trace.
@NullMarked
package io.datachat.server.problems;

import org.jspecify.annotations.NullMarked;
