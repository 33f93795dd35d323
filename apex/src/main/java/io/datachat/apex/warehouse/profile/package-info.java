/// From a catalog to first DataPoints: samples, keys and references proven on the data, proposals that say why.
@NullMarked
package io.datachat.apex.warehouse.profile;

import org.jspecify.annotations.NullMarked;
