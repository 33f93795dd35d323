/// Random worlds from a seed: tables with rows, DataPoints over them, and questions about them.
@NullMarked
package io.datachat.tests.world;

import org.jspecify.annotations.NullMarked;
