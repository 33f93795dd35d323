/// What a person sees: aligned tables, bars beside time series, progress.
@NullMarked
package io.datachat.cli.terminal;

import org.jspecify.annotations.NullMarked;
