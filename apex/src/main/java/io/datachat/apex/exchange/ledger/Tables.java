package io.datachat.apex.exchange.ledger;

import java.util.List;
import java.util.Optional;

/// What is known of the tables that foreign definitions speak of. An import without a database knows nothing.
public interface Tables {
    Tables UNKNOWN = new Tables() {
        @Override
        public Optional<String> type(String table, String column) {
            return Optional.empty();
        }

        @Override
        public Optional<Boolean> unique(String table, List<String> columns) {
            return Optional.empty();
        }
    };

    /// The type of a column, in DataChat's words: `text`, `timestamp`.
    Optional<String> type(String table, String column);

    /// Whether no two rows agree in these columns.
    Optional<Boolean> unique(String table, List<String> columns);
}
