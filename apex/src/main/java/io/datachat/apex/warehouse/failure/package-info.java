/// What can go wrong at a database, in our own words; the database's words only for administrators.
@NullMarked
package io.datachat.apex.warehouse.failure;

import org.jspecify.annotations.NullMarked;
