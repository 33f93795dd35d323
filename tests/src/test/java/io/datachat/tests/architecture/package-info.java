/// The house rules: layers, borders, names, sizes, texts. Each test first makes sure that it has seen something.
@NullMarked
package io.datachat.tests.architecture;

import org.jspecify.annotations.NullMarked;
