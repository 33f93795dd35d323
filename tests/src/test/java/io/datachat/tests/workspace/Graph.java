package io.datachat.tests.workspace;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the tables of the campaigns are joined, written down by hand: the engine's own edges are not asked.
final class Graph {
    private static final List<Pair> OWNER = List.of(
            new Pair("campaign_id", "id"), new Pair("profile", "profile"), new Pair("campaign_version", "version"));
    private static final List<Pair> SIBLINGS = List.of(
            new Pair("campaign_id", "campaign_id"),
            new Pair("profile", "profile"),
            new Pair("campaign_version", "campaign_version"));
    private static final List<Pair> HEAD =
            List.of(new Pair("id", "id"), new Pair("profile", "profile"), new Pair("version", "version"));
    private static final List<Pair> CAMPAIGN = List.of(new Pair("campaign_id", "id"), new Pair("profile", "profile"));
    private static final List<Pair> OFFER = List.of(new Pair("offer_id", "id"), new Pair("profile", "profile"));

    static final List<Edge> EDGES = List.of(
            new Edge("campaign_texts", "campaigns", OWNER),
            new Edge("campaign_texts", "campaigns_latest", OWNER),
            new Edge("campaign_budgets", "campaigns", OWNER),
            new Edge("campaign_budgets", "campaigns_latest", OWNER),
            new Edge("campaign_offers", "campaigns", OWNER),
            new Edge("campaign_offers", "campaigns_latest", OWNER),
            new Edge("campaign_texts", "campaign_budgets", SIBLINGS),
            new Edge("campaign_texts", "campaign_offers", SIBLINGS),
            new Edge("campaign_budgets", "campaign_offers", SIBLINGS),
            new Edge("campaigns_latest", "campaigns", HEAD),
            new Edge("offers_latest", "offers", HEAD),
            new Edge("campaign_offers", "offers_latest", OFFER),
            new Edge("events", "campaigns_latest", CAMPAIGN),
            new Edge("events", "offers_latest", OFFER));

    /// Whole numbers, then texts.
    private static final Map<String, List<List<String>>> COLUMNS = Map.of(
            "campaigns", List.of(List.of("id", "version"), List.of("profile", "name", "status")),
            "campaigns_latest", List.of(List.of("id", "version"), List.of("profile", "name", "status")),
            "campaign_texts",
                    List.of(List.of("campaign_id", "campaign_version"), List.of("profile", "language", "headline")),
            "campaign_budgets", List.of(List.of("campaign_id", "campaign_version", "days"), List.of("profile")),
            "offers", List.of(List.of("id", "version"), List.of("profile", "name")),
            "offers_latest", List.of(List.of("id", "version"), List.of("profile", "name")),
            "campaign_offers",
                    List.of(List.of("campaign_id", "campaign_version", "offer_id", "position"), List.of("profile")),
            "events", List.of(List.of("event_id", "campaign_id", "offer_id"), List.of("kind", "profile")));

    static final Map<String, String> VERSIONS = Map.of(
            "campaigns", "version",
            "campaigns_latest", "version",
            "campaign_texts", "campaign_version",
            "campaign_budgets", "campaign_version",
            "offers", "version",
            "offers_latest", "version",
            "campaign_offers", "campaign_version");

    private Graph() {}

    record Pair(String column, String target) {
        Pair turned() {
            return new Pair(/* column= */ target, /* target= */ column);
        }
    }

    record Edge(String from, String to, List<Pair> on) {
        Edge turned() {
            return new Edge(to, from, on.stream().map(Pair::turned).toList());
        }

        String text() {
            return on.stream()
                    .map(pair -> from + "." + pair.column() + " = " + to + "." + pair.target())
                    .collect(Collectors.joining(" AND "));
        }
    }

    /// Those that lead away from a table.
    static List<Edge> from(String table) {
        return EDGES.stream()
                .flatMap(edge -> edge.from().equals(table)
                        ? Stream.of(edge)
                        : edge.to().equals(table) ? Stream.of(edge.turned()) : Stream.of())
                .toList();
    }

    static List<String> tables() {
        return COLUMNS.keySet().stream().sorted().toList();
    }

    /// The column that counts versions.
    static String version(String table) {
        return VERSIONS.getOrDefault(table, "version");
    }

    /// All columns of a table.
    static List<String> columns(String table) {
        return COLUMNS.getOrDefault(table, List.of()).stream()
                .flatMap(List::stream)
                .toList();
    }

    /// The other columns of a table that a column of this kind can be compared with.
    static List<String> others(String table, String column) {
        return COLUMNS.getOrDefault(table, List.of()).stream()
                .filter(kind -> kind.contains(column))
                .flatMap(List::stream)
                .filter(other -> !other.equals(column))
                .toList();
    }
}
