package io.datachat.server.state.people;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// A user as stored.
///
/// @param roles      one a line
/// @param attributes `name=value`, one a line
@MappedEntity("person")
record Person(@Id String name, String roles, String attributes, boolean administrator, Instant createdAt) {}
