/// Claims of definitions checked against the data, and what came of it kept between runs.
@NullMarked
package io.datachat.apex.warehouse.proof;

import org.jspecify.annotations.NullMarked;
