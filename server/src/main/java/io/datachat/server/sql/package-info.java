/// Queries in SQL over HTTP: validate, execute
@NullMarked
package io.datachat.server.sql;

import org.jspecify.annotations.NullMarked;
