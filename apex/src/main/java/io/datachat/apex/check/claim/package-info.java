/// Whether the claims that an answer relies on were verified: a note when they were not, a refusal when they are wrong.
@NullMarked
package io.datachat.apex.check.claim;

import org.jspecify.annotations.NullMarked;
