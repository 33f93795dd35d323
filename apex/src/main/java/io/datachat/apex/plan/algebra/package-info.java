/// What plans are built with: a cluster, parameters, arithmetic of time.
@NullMarked
package io.datachat.apex.plan.algebra;

import org.jspecify.annotations.NullMarked;
