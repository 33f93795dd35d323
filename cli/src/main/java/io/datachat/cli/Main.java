package io.datachat.cli;

/// Where the JVM starts.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("datachat");
    }
}
