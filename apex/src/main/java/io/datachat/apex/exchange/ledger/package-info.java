/// What an exchange of definitions writes down: documents, and line by line what came over.
@NullMarked
package io.datachat.apex.exchange.ledger;

import org.jspecify.annotations.NullMarked;
