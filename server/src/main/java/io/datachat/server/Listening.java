package io.datachat.server;

import java.time.InstantSource;

/// Where a server listens and which clock it has.
///
/// @param host a name or address; beyond loopback only with users
/// @param port 0 takes any free one
public record Listening(String host, int port, InstantSource clock) {
    public static Listening onPort(int port) {
        return new Listening("127.0.0.1", port, InstantSource.system());
    }
}
