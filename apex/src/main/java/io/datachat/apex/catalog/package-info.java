/// What the databases hold: tables, columns, keys, statistics and their fingerprint.
@NullMarked
package io.datachat.apex.catalog;

import org.jspecify.annotations.NullMarked;
