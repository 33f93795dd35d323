/// The page of the server as a person sees it, in a real browser.
@NullMarked
package io.datachat.tests.page;

import org.jspecify.annotations.NullMarked;
