package io.datachat.tests.world;

import io.datachat.tests.world.World.Column;
import io.datachat.tests.world.World.Dimension;
import io.datachat.tests.world.World.Kind;
import io.datachat.tests.world.World.Link;
import io.datachat.tests.world.World.Thing;
import java.util.List;

/// Adds to a world what is rarer: histories, calendars, natural keys, roles that lead back to the same table, bridges.
final class Enriching {
    private final Dice dice;
    private final List<Thing> things;

    Enriching(Dice dice, List<Thing> things) {
        this.dice = dice;
        this.things = things;
    }

    void enrich() {
        var fact = dice.pick(
                things.stream()
                                .filter(thing -> thing.fact && thing.time != null)
                                .toList()
                                .isEmpty()
                        ? things.stream().filter(thing -> thing.fact).toList()
                        : things.stream()
                                .filter(thing -> thing.fact && thing.time != null)
                                .toList());
        if (dice.chance(0.25)) timeBehindRole(fact);
        if (dice.chance(0.45) && fact.time != null) history(fact);
        if (dice.chance(0.3)) naturalKey(fact);
        if (dice.chance(0.3) && fact.key.equals(List.of("id"))) parent(fact);
        if (dice.chance(0.25) && fact.key.equals(List.of("id"))) bridge(fact);
        if (dice.chance(0.3)) calendar();
        if (dice.chance(0.8)) behindRole();
    }

    /// The time of a fact lies in another table, which is written by another clock.
    private void timeBehindRole(Thing fact) {
        for (var link : fact.links)
            for (var column : link.to().columns)
                if (column.name().equals("since") && column.kind() == Kind.TIMESTAMP && plain(link)) {
                    fact.time = link.role() + ".since";
                    if (dice.chance(0.5)) fact.zone = "Asia/Kolkata";
                    else link.to().zone = "America/New_York";
                    return;
                }
    }

    /// A relationship that joins on a column of the table between: `item.family_id` of a sale.
    private void behindRole() {
        for (var thing : things)
            for (var near : List.copyOf(thing.links))
                for (var far : near.to().links)
                    if (plain(near) && plain(far) && near.to() != thing && far.to() != thing) {
                        thing.links.add(new Link(
                                "far_" + far.role(),
                                far.to(),
                                List.of(near.role() + "." + far.columns().getFirst()),
                                false,
                                false));
                        return;
                    }
    }

    private static boolean plain(Link link) {
        return !link.declaredByTarget()
                && !link.oneToOne()
                && !link.to().history
                && !link.columns().getFirst().contains(".");
    }

    private void history(Thing fact) {
        var kind = dice.pick(Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMP, Kind.INSTANT);
        var tariff = new Thing("tariff", "tariffs");
        tariff.columns.add(new Column("id", Kind.INTEGER));
        tariff.columns.add(new Column("holds_from", kind));
        tariff.columns.add(new Column("holds_to", kind));
        tariff.columns.add(new Column("tariff_name", Kind.TEXT));
        tariff.columns.add(new Column("tariff_rank", Kind.INTEGER));
        tariff.key.add("id");
        tariff.history = true;
        tariff.dimensions.add(new Dimension("tariff_name", null, Kind.TEXT));
        tariff.dimensions.add(new Dimension("tariff_rank", null, Kind.INTEGER));
        tariff.dimensions.add(new Dimension("tariff_or_none", "coalesce(tariff_name, 'none')", Kind.TEXT));
        if (dice.chance(0.6)) tariff.zone = dice.pick("America/New_York", "Asia/Kolkata");
        things.add(tariff);
        fact.columns.add(new Column("tariff_id", Kind.INTEGER));
        fact.links.add(new Link("tariff", tariff, List.of("tariff_id"), false, false));
    }

    private void naturalKey(Thing fact) {
        var currency = new Thing("currency", "currencies");
        currency.columns.add(new Column("code", Kind.TEXT));
        currency.columns.add(new Column("currency_rank", Kind.INTEGER));
        currency.key.add("code");
        currency.dimensions.add(new Dimension("code", null, Kind.TEXT));
        currency.dimensions.add(new Dimension("currency_rank", null, Kind.INTEGER));
        things.add(currency);
        fact.columns.add(new Column("currency_code", Kind.TEXT));
        fact.links.add(new Link("currency", currency, List.of("currency_code"), false, false));
    }

    private static void parent(Thing fact) {
        fact.columns.add(new Column("parent_id", Kind.INTEGER));
        fact.links.add(new Link("parent", fact, List.of("parent_id"), false, false));
    }

    private void bridge(Thing fact) {
        var tag = new Thing("tag", "tags");
        tag.columns.add(new Column("id", Kind.INTEGER));
        tag.columns.add(new Column("tag_name", Kind.TEXT));
        tag.key.add("id");
        tag.dimensions.add(new Dimension("tag_name", null, Kind.TEXT));
        var tagging = new Thing("tagging", "taggings");
        tagging.columns.add(new Column("strength", Kind.TEXT));
        tagging.columns.add(new Column(fact.id + "_id", Kind.INTEGER));
        tagging.columns.add(new Column("tag_id", Kind.INTEGER));
        tagging.key.addAll(List.of(fact.id + "_id", "tag_id"));
        tagging.dimensions.add(new Dimension("strength", null, Kind.TEXT));
        tagging.links.add(new Link(fact.id, fact, List.of(fact.id + "_id"), false, false));
        tagging.links.add(new Link("tag", tag, List.of("tag_id"), false, false));
        things.add(tag);
        things.add(tagging);
    }

    private void calendar() {
        var calendar = new Thing("calendar", "calendar_days");
        calendar.columns.add(new Column("day", Kind.DATE));
        calendar.columns.add(new Column("fiscal_month", Kind.INTEGER));
        calendar.columns.add(new Column("season", Kind.TEXT));
        calendar.key.add("day");
        calendar.dimensions.add(new Dimension("day", null, Kind.DATE));
        calendar.calendar = true;
        things.add(calendar);
    }
}
