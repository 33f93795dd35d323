/// Dashboards: their tiles together are their tiles alone, of one state of the data.
@NullMarked
package io.datachat.tests.board;

import org.jspecify.annotations.NullMarked;
