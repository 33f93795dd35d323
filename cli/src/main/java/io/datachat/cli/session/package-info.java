/// One run of the command: where it runs, for which project, with which options, and how it may fail.
@NullMarked
package io.datachat.cli.session;

import org.jspecify.annotations.NullMarked;
