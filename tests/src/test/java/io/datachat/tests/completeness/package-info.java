/// Marks on answers over what is not complete yet.
@NullMarked
package io.datachat.tests.completeness;

import org.jspecify.annotations.NullMarked;
