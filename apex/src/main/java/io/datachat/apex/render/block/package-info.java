/// Query levels: which steps of a plan share one SELECT, and which need one of their own.
@NullMarked
package io.datachat.apex.render.block;

import org.jspecify.annotations.NullMarked;
