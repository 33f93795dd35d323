package io.datachat.apex.warehouse.failure;

import io.datachat.apex.catalog.Table;
import io.datachat.apex.problem.Problem;
import io.datachat.apex.problem.Rejection;
import java.sql.SQLException;
import java.time.Duration;

/// What a driver throws while a view is refreshed, in words of refreshes: those of questions would send the reader to
/// the wrong place.
public final class RefreshFailures {
    private RefreshFailures() {}

    public static Rejection of(String database, Table.Name view, Duration longest, SQLException failure) {
        var state = failure.getSQLState() == null ? "" : failure.getSQLState();
        var what = "'" + database + "': " + view + " was not refreshed: ";
        var problem = switch (state) {
            case "57014" ->
                Problem.of(WarehouseCode.TIMED_OUT, what + "it took longer than " + longest.toSeconds() + " s")
                        .hint("raise 'refresh_longest' of the database, or make the view cheaper");
            case "55P03" ->
                Problem.of(WarehouseCode.BUSY, what + "somebody else changes or refreshes it (SQLSTATE 55P03)")
                        .hint("it is tried again");
            case "42501" ->
                Problem.of(
                                WarehouseCode.NOT_PERMITTED,
                                what + "the database user may not refresh it, or not read what it reads (SQLSTATE"
                                        + " 42501)")
                        .hint("name its owner under 'refresh_user' of the database");
            case "23505", "21000" ->
                Problem.of(
                                WarehouseCode.VALUE_FAILED,
                                what + "its rows are not unique by its unique index (SQLSTATE " + state + ")")
                        .hint("change the view or its index: without one that holds, readers would have to wait");
            case "42P01" ->
                Problem.of(WarehouseCode.OBJECT_MISSING, what + "it, or what it reads, is gone (SQLSTATE 42P01)")
                        .hint("create it again, or remove it from 'refresh:'");
            default -> null;
        };
        return problem == null
                ? Failures.ofStatement(database, failure)
                : Disclosure.withWords(problem, Failures.words(failure));
    }
}
