package io.datachat.tests.world;

import io.datachat.tests.world.World.Metric;
import io.datachat.tests.world.World.Thing;
import java.util.List;
import java.util.stream.Collectors;

/// A world's definitions as a team would write them.
final class WorldYaml {
    private WorldYaml() {}

    static String entity(Thing thing, List<Thing> all) {
        var text = new StringBuilder();
        text.append("datapoint:\n  id: ").append(thing.id).append("\n  type: entity\n  name: ");
        text.append(quoted("The " + thing.id))
                .append("\n  source: ")
                .append(quoted(thing.table))
                .append('\n');
        text.append("  primary_key: [")
                .append(thing.key.stream().map(WorldYaml::quoted).collect(Collectors.joining(", ")))
                .append("]\n");
        if (thing.time != null) text.append("  time: ").append(thing.time).append('\n');
        if (thing.history) text.append("  valid: {from: holds_from, to: holds_to}\n");
        if (thing.calendar) text.append("  calendar: {periods: [{name: fiscal_month}, {name: season}]}\n");
        if (thing.zone != null) text.append("  time_zone: ").append(thing.zone).append('\n');
        text.append("  dimensions:\n");
        for (var dimension : thing.dimensions) {
            text.append("    - name: ").append(dimension.name()).append('\n');
            if (dimension.expression() != null) {
                text.append("      expression: ")
                        .append(quoted(dimension.expression()))
                        .append('\n');
            }
        }
        var links = new StringBuilder();
        for (var link : thing.links) {
            if (!link.declaredByTarget()) {
                link(
                        links,
                        link.role(),
                        link.to().id,
                        link.oneToOne() ? "one_to_one" : "many_to_one",
                        link.columns(),
                        link.to().key);
            }
        }
        for (var other : all) {
            for (var link : other.links) {
                if (link.declaredByTarget() && link.to() == thing) {
                    link(links, other.id, other.id, "one_to_many", thing.key, link.columns());
                }
            }
        }
        if (!links.isEmpty()) text.append("  relationships:\n").append(links);
        return text.toString();
    }

    private static void link(
            StringBuilder text, String role, String to, String cardinality, List<String> own, List<String> target) {
        text.append("    - name: ").append(role).append("\n      to: ").append(to);
        text.append("\n      cardinality: ").append(cardinality).append("\n      on:\n");
        for (var at = 0; at < own.size(); at++) {
            text.append("        - {column: ").append(quoted(own.get(at)));
            text.append(", target: ").append(quoted(target.get(at))).append("}\n");
        }
    }

    static String metric(Metric metric) {
        return "datapoint:\n  id: " + metric.id() + "\n  type: metric\n  name: " + quoted("Metric " + metric.id())
                + "\n  definition: " + quoted("Made for a test.") + "\n  owner: tests\n"
                + (metric.fill() == null ? "" : "  fill: " + metric.fill() + "\n") + "  execution:\n"
                + metric.execution().stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
    }

    /// A double-quoted YAML scalar.
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
