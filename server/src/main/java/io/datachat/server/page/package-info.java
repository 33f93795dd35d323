/// The page to try it, and the OpenAPI document.
@NullMarked
package io.datachat.server.page;

import org.jspecify.annotations.NullMarked;
