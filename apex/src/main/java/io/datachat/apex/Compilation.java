package io.datachat.apex;

import io.datachat.apex.answer.Receipt;
import io.datachat.apex.render.Executable;

/// A question ready to run, with its receipt.
public record Compilation(Executable.Compiled sql, Receipt receipt) {}
