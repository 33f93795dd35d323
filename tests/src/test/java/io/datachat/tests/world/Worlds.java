package io.datachat.tests.world;

import io.datachat.tests.world.World.Shape;
import java.util.List;

/// A world for every seed; neighbouring seeds differ in shape.
public final class Worlds {
    private static final List<Shape> SHAPES = List.of(Shape.values());

    private Worlds() {}

    public static World of(long seed) {
        var dice = new Dice(seed);
        var shape = SHAPES.get((int) Math.floorMod(seed, (long) SHAPES.size()));
        var things = new Shaping(dice).draw(shape);
        new Enriching(new Dice(seed + 77_777), things).enrich();
        var measuring = new Measuring(dice);
        var metrics = measuring.draw(things);
        metrics.addAll(new Moving(new Dice(seed + 55_555), things, List.copyOf(metrics)).draw());
        return new World(seed, shape, things, metrics, new Filling(dice).fill(things), measuring.opened);
    }

    /// The same tables and definitions with other rows, under another seed.
    public static World refilled(World world, long seed) {
        var rows = new Filling(new Dice(seed)).fill(world.things());
        return new World(seed, world.shape(), world.things(), world.metrics(), rows, world.opened());
    }
}
