package io.datachat.server.access;

/// Where the server listens.
///
/// @param alone whether only this machine can call
public record Surroundings(boolean alone) {}
