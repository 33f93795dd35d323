/// The tiles of dashboards as questions.
@NullMarked
package io.datachat.apex.datapoint.tile;

import org.jspecify.annotations.NullMarked;
