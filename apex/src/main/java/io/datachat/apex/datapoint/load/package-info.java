/// YAML texts → the library: drafts per document, user over managed, last good versions of broken files.
@NullMarked
package io.datachat.apex.datapoint.load;

import org.jspecify.annotations.NullMarked;
