/// Queries in SQL over HTTP: validate, explain, execute, generate
@NullMarked
package io.datachat.server.sql;

import org.jspecify.annotations.NullMarked;
