/// How far the rows of a question go, and which buckets of its answer are therefore partial.
@NullMarked
package io.datachat.apex.answer.completeness;

import org.jspecify.annotations.NullMarked;
