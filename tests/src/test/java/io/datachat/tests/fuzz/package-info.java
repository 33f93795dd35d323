/// Texts that nobody would write, at both entries: no crash, no hang, no unbounded memory, every refusal a problem.
@NullMarked
package io.datachat.tests.fuzz;

import org.jspecify.annotations.NullMarked;
