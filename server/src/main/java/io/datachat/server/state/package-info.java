/// What DataChat remembers of a project beyond its files: one implementation, in an H2 file or in PostgreSQL
@NullMarked
package io.datachat.server.state;

import org.jspecify.annotations.NullMarked;
