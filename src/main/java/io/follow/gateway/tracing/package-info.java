/** Traces of jobs and requests by OpenTelemetry, which are off unless an {@code OTEL_} variable asks for them. */
@NullMarked
package io.follow.gateway.tracing;

import org.jspecify.annotations.NullMarked;
