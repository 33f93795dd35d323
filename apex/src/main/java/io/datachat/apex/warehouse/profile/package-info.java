/// From a catalog to first DataPoints: measures samples, infers keys and references and proves them on the data, and
/// writes proposals that say why.
@NullMarked
package io.datachat.apex.warehouse.profile;

import org.jspecify.annotations.NullMarked;
