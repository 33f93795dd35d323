/// Answers from a running server of the project or from the engine in this process, behind one contract.
@NullMarked
package io.datachat.cli.engine;

import org.jspecify.annotations.NullMarked;
