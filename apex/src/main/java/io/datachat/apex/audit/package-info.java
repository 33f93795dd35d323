/// Who asked for what, and what came of it: two records for each question, kept so that no change goes unnoticed.
@NullMarked
package io.datachat.apex.audit;

import org.jspecify.annotations.NullMarked;
