/// A plan spelled for one dialect: text and binds. A dialect spells; it never decides.
@NullMarked
package io.datachat.apex.render;

import org.jspecify.annotations.NullMarked;
