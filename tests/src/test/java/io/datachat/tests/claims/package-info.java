/// What definitions claim about rows, checked against real rows.
@NullMarked
package io.datachat.tests.claims;

import org.jspecify.annotations.NullMarked;
