package io.datachat.tests.world;

import io.datachat.tests.world.World.Column;
import io.datachat.tests.world.World.Dimension;
import io.datachat.tests.world.World.Kind;
import io.datachat.tests.world.World.Link;
import io.datachat.tests.world.World.Shape;
import io.datachat.tests.world.World.Thing;
import java.util.ArrayList;
import java.util.List;

/// Draws the entities of a world and how they hang together.
final class Shaping {
    private final Dice dice;
    private final List<Thing> things = new ArrayList<>();

    Shaping(Dice dice) {
        this.dice = dice;
    }

    List<Thing> draw(Shape shape) {
        switch (shape) {
            case STAR -> star();
            case SNOWFLAKE -> snowflake();
            case CHASM -> chasm();
            case CHAIN -> chain();
            case ROLES -> roles();
        }
        return things;
    }

    private void star() {
        var sale = fact("sale", dice.chance(0.3) ? "order" : "sales");
        for (var name : dice.some(List.of("shop", "item", "buyer"), dice.between(2, 3))) link(sale, lookup(name), name);
    }

    private void snowflake() {
        var sale = fact("sale", "sales");
        var item = lookup("item");
        var family = lookup("family");
        var division = lookup("division");
        var shop = lookup("shop");
        link(sale, item, "item");
        link(item, family, "family");
        link(family, division, dice.chance(0.5) ? "division" : "parent");
        link(sale, shop, "shop");
        if (dice.chance(0.5)) link(shop, lookup("region"), "region");
    }

    private void chasm() {
        var sale = fact("sale", "sales");
        var visit = fact("visit", "visits");
        var buyer = lookup("buyer");
        link(sale, buyer, "buyer");
        link(visit, buyer, "buyer");
        if (dice.chance(0.7)) link(buyer, lookup("region"), "region");
        if (dice.chance(0.6)) link(sale, lookup("item"), "item");
        if (dice.chance(0.6)) link(visit, lookup("device"), "device");
        if (dice.chance(0.4)) link(fact("ticket", "tickets"), buyer, "buyer");
    }

    private void chain() {
        var buyer = lookup("buyer");
        buyer.fact = true;
        numbers(buyer);
        var sale = fact("sale", "sales");
        var line = fact("line", "lines");
        link(sale, buyer, "buyer");
        line.columns.removeIf(column -> column.name().equals("id"));
        line.columns.addFirst(new Column("line_no", Kind.INTEGER));
        line.key.clear();
        link(line, sale, "sale");
        if (sale.time != null && !line.links.getLast().declaredByTarget() && dice.chance(0.4))
            line.time = "sale.happened";
        line.key.addAll(List.of("sale_id", "line_no"));
        if (dice.chance(0.7)) link(line, lookup("item"), "item");
        if (dice.chance(0.5)) link(buyer, lookup("region"), "region");
        if (dice.chance(0.4)) {
            var note = fact("receipt", "receipts");
            oneToOne(note, sale);
        }
    }

    private void roles() {
        var sale = fact("sale", "sales");
        var place = lookup("place");
        link(sale, place, "ship_to");
        link(sale, place, "bill_to");
        if (dice.chance(0.6)) link(place, lookup("region"), "region");
        if (dice.chance(0.5)) {
            var agent = lookup("agent");
            link(sale, agent, "seller");
            if (dice.chance(0.5)) link(sale, agent, "manager");
        }
        link(sale, lookup("item"), "item");
    }

    private Thing fact(String id, String table) {
        var thing = thing(id, table);
        thing.fact = true;
        numbers(thing);
        return thing;
    }

    private Thing thing(String id, String table) {
        var thing = new Thing(id, table);
        thing.key.add("id");
        thing.columns.add(new Column("id", Kind.INTEGER));
        things.add(thing);
        return thing;
    }

    private void numbers(Thing thing) {
        add(thing, "amount", Kind.DECIMAL);
        add(thing, "quantity", Kind.INTEGER);
        if (dice.chance(0.4)) add(thing, "score", Kind.DOUBLE);
        if (dice.chance(0.4)) add(thing, "rate", Kind.FINE_DECIMAL);
        if (dice.chance(0.3)) add(thing, "units", Kind.BIGINT);
        var time = dice.pick(Kind.TIMESTAMP, Kind.TIMESTAMP, Kind.DATE, Kind.INSTANT);
        add(thing, "happened", time);
        if (dice.chance(0.9)) thing.time = "happened";
        if (time == Kind.TIMESTAMP && dice.chance(0.25)) thing.zone = "Asia/Kolkata";
        add(thing, "kind", Kind.TEXT);
        if (dice.chance(0.6)) add(thing, thing.id + "_open", Kind.BOOLEAN);
        if (dice.chance(0.4)) add(thing, "noted_on", Kind.DATE);
        if (dice.chance(0.3)) add(thing, "group", Kind.TEXT);
        dimensions(thing);
    }

    private Thing lookup(String id) {
        var thing = thing(id, id + "s");
        add(thing, "label", Kind.TEXT);
        add(thing, id + "_tone", Kind.TEXT);
        add(thing, "rank", Kind.INTEGER);
        if (dice.chance(0.5)) add(thing, "weight", Kind.DECIMAL);
        if (dice.chance(0.5)) add(thing, "since", dice.pick(Kind.DATE, Kind.TIMESTAMP));
        if (dice.chance(0.4)) add(thing, "active", Kind.BOOLEAN);
        dimensions(thing);
        return thing;
    }

    private static void add(Thing thing, String name, Kind kind) {
        if (thing.columns.stream().noneMatch(column -> column.name().equals(name))) {
            thing.columns.add(new Column(name, kind));
        }
    }

    private void dimensions(Thing thing) {
        thing.dimensions.clear();
        for (var column : thing.columns) {
            var reserved = column.name().equals("group");
            if (column.kind() == Kind.DOUBLE || column.name().endsWith("id")) continue;
            thing.dimensions.add(
                    new Dimension(reserved ? "grouping" : column.name(), reserved ? "\"group\"" : null, column.kind()));
        }
        var text = dice.pick(thing.of(Kind.TEXT)).name();
        var number = dice.pick(thing.of(Kind.INTEGER)).name();
        var quoted = text.equals("group") ? "\"group\"" : text;
        if (dice.chance(0.5)) {
            thing.dimensions.add(new Dimension(thing.id + "_or_none", "coalesce(" + quoted + ", 'none')", Kind.TEXT));
        }
        if (dice.chance(0.4)) {
            thing.dimensions.add(new Dimension(
                    thing.id + "_size",
                    "CASE WHEN " + number + " > 3 THEN 'big' WHEN " + number
                            + " IS NULL THEN 'unknown' ELSE 'small' END",
                    Kind.TEXT));
        }
        if (dice.chance(0.3)) {
            thing.dimensions.add(new Dimension(thing.id + "_double", number + " * 2 - 1", Kind.INTEGER));
        }
        if (dice.chance(0.2)) {
            thing.dimensions.add(new Dimension(thing.id + "_is_big", number + " >= 3", Kind.BOOLEAN));
        }
    }

    private void link(Thing from, Thing to, String role) {
        var column = role + "_id";
        from.columns.add(new Column(column, Kind.INTEGER));
        var alone = from.links.stream().noneMatch(link -> link.to() == to);
        from.links.add(new Link(role, to, List.of(column), alone && role.equals(to.id) && dice.chance(0.2), false));
    }

    private void oneToOne(Thing from, Thing to) {
        from.links.add(new Link(to.id, to, List.of("id"), false, true));
    }
}
