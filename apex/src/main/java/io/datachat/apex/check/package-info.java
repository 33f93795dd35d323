/// Proofs and refusals about a governed plan: shape and cost limits.
@NullMarked
package io.datachat.apex.check;

import org.jspecify.annotations.NullMarked;
