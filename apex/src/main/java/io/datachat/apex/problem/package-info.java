/// What is wrong, where, and what to do about it: problems are values, reported all at once.
@NullMarked
package io.datachat.apex.problem;

import org.jspecify.annotations.NullMarked;
