/// Access rules: nothing that a person asks tells of rows, columns and values that they do not see.
@NullMarked
package io.datachat.tests.access;

import org.jspecify.annotations.NullMarked;
