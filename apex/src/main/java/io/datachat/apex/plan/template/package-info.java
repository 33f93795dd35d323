/// Templates that run as their own block: read into algebra, or as they were written.
@NullMarked
package io.datachat.apex.plan.template;

import org.jspecify.annotations.NullMarked;
