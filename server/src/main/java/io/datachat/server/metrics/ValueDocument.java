package io.datachat.server.metrics;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;

/// Any value as the OpenAPI document shows it. The generator calls it an object; the page controller mends that.
@Introspected
@Schema(name = "Value", description = "A text, number, boolean, list or object, or null", nullable = true)
interface ValueDocument {}
