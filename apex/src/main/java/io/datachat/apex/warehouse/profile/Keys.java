package io.datachat.apex.warehouse.profile;

import io.datachat.apex.catalog.DataType.Simple;
import io.datachat.apex.catalog.Table;
import io.datachat.apex.catalog.Table.Column;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the key of a table: the declared one, else the best-named column or pair that the data proves unique.
final class Keys {
    private static final int COLUMNS_TRIED = 3;
    private static final int PAIRED = 4;

    private final Questions questions;

    Keys(Questions questions) {
        this.questions = questions;
    }

    record Key(List<String> columns, String why) {}

    Optional<Key> of(Table table) {
        if (!table.primaryKey().isEmpty()) return Optional.of(new Key(table.primaryKey(), "declared primary key"));
        if (!table.uniqueKeys().isEmpty())
            return Optional.of(new Key(table.uniqueKeys().getFirst(), "declared unique key without nulls"));
        if (table.kind() != Table.Kind.TABLE) return Optional.empty();
        return single(table).or(() -> pair(table));
    }

    private Optional<Key> single(Table table) {
        return table.columns().stream()
                .filter(column -> keyType(column) && mayBeUnique(column))
                .sorted(Comparator.comparingInt(column -> rank(table, column)))
                .limit(COLUMNS_TRIED)
                .filter(column -> rank(table, column) < Integer.MAX_VALUE)
                .map(column -> List.of(column.name()))
                .filter(key -> questions.unique(table, key))
                .findFirst()
                .map(key -> new Key(key, "inferred: no value of " + key.getFirst() + " is null or repeats"));
    }

    private Optional<Key> pair(Table table) {
        var parts = table.columns().stream()
                .filter(column -> keyType(column)
                        && column.statistics() != null
                        && column.statistics().nullShare() == 0)
                .limit(PAIRED)
                .map(Column::name)
                .toList();
        return Stream.iterate(0, i -> i < parts.size(), i -> i + 1)
                .flatMap(i -> parts.subList(i + 1, parts.size()).stream().map(other -> List.of(parts.get(i), other)))
                .filter(key -> keyLike(key.getFirst()) && second(table, key.getLast()))
                .filter(key -> questions.unique(table, key))
                .findFirst()
                .map(key -> new Key(key, "inferred: no pair of " + String.join(" and ", key) + " repeats"));
    }

    /// A number that is no key by its name is a measurement, however well it tells rows apart.
    private static boolean second(Table table, String column) {
        return keyLike(column)
                || table.column(column).filter(part -> !part.type().numeric()).isPresent();
    }

    private static boolean keyType(Column column) {
        return column.type() == Simple.INTEGER
                || column.type() == Simple.BIGINT
                || column.type() == Simple.TEXT
                || column.type() == Simple.UUID
                || column.type() == Simple.DATE;
    }

    private static boolean mayBeUnique(Column column) {
        var measured = column.statistics();
        return measured != null && measured.nullShare() == 0 && measured.top().isEmpty();
    }

    private static boolean keyLike(String column) {
        var last = Names.words(Names.snake(column)).getLast();
        return last.equals("id") || last.equals("code") || last.equals("key") || last.equals("no");
    }

    /// Lower is better; a column whose name says nothing about keys is none, however unique it is today.
    private static int rank(Table table, Column column) {
        var name = Names.snake(column.name());
        var one = Names.singular(Names.snake(table.name().table()));
        if (name.equals("id")) return 0;
        if (name.equals(one + "_id")) return 1;
        if (name.equals(one + "_key") || name.equals(one + "_code") || name.equals("code") || name.equals("uuid"))
            return 2;
        if (keyLike(column.name()) && table.columns().getFirst().equals(column)) return 3;
        if (column.type() == Simple.DATE && table.columns().getFirst().equals(column)) return 4;
        return keyLike(column.name()) ? 5 : Integer.MAX_VALUE;
    }
}
