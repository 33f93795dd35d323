/// A question bound to definitions: what resolve gives to plan.
@NullMarked
package io.datachat.apex.resolve.asked;

import org.jspecify.annotations.NullMarked;
