/// Dashboards: their tiles are asked together and read one state of the data.
@NullMarked
package io.datachat.apex.board;

import org.jspecify.annotations.NullMarked;
