/// Why a metric moved: questions for the engine, and exact arithmetic on its answers. Asks; never fetches.
@NullMarked
package io.datachat.apex.intelligence.diagnose;

import org.jspecify.annotations.NullMarked;
