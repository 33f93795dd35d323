/// What a new version of the definitions computes otherwise than the old one: each metric's aggregate blocks compared,
/// not their text.
@NullMarked
package io.datachat.apex.plan.difference;

import org.jspecify.annotations.NullMarked;
