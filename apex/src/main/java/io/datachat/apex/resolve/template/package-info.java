/// Questions for a template that could not be opened: it runs as its own block.
@NullMarked
package io.datachat.apex.resolve.template;

import org.jspecify.annotations.NullMarked;
