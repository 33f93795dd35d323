package io.datachat.apex.audit;

/// Keeps nothing.
final class Unkept implements Audit {
    @Override
    public Begun begin(Intent intent) {
        return _ -> {};
    }

    @Override
    public void note(Intent intent) {}

    @Override
    public String veil(String value) {
        return "#";
    }
}
