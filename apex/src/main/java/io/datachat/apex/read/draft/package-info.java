/// What a statement that is only drafted wants to change
@NullMarked
package io.datachat.apex.read.draft;

import org.jspecify.annotations.NullMarked;
