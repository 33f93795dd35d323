/// The pages of the documentation, done as they say.
@NullMarked
package io.datachat.cli.pages;

import org.jspecify.annotations.NullMarked;
