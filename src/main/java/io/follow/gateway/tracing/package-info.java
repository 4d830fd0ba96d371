/** OpenTelemetry traces of jobs and requests, which are off unless an {@code OTEL_} variable enables them. */
@NullMarked
package io.follow.gateway.tracing;

import org.jspecify.annotations.NullMarked;
