/// Cases with the SQL that is written for them, and a hand-written query that must give the same rows.
@NullMarked
package io.datachat.tests.golden;

import org.jspecify.annotations.NullMarked;
