/// The engine: a library without a web framework. [Apex] is the front door, [Compiler] the pipeline on one page.
@NullMarked
package io.datachat.apex;

import org.jspecify.annotations.NullMarked;
