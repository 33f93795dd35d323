/// Who may see what: the rules of datachat.yaml, bound to tables, and what of them holds for one person.
@NullMarked
package io.datachat.apex.govern.policy;

import org.jspecify.annotations.NullMarked;
