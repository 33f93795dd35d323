package io.datachat.tests.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Chance that can be repeated: everything random of a world comes from one seed.
public final class Dice {
    private final Random random;

    public Dice(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    }

    public boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /// Both ends included.
    public int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    public <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @SafeVarargs
    public final <T> T pick(T... from) {
        return from[random.nextInt(from.length)];
    }

    public <T> List<T> some(List<T> from, int count) {
        var left = new ArrayList<>(from);
        var taken = new ArrayList<T>();
        while (taken.size() < count && !left.isEmpty()) taken.add(left.remove(random.nextInt(left.size())));
        return taken;
    }
}
