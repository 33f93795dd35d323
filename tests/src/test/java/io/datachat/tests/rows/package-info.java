@NullMarked
package io.datachat.tests.rows;

import org.jspecify.annotations.NullMarked;
