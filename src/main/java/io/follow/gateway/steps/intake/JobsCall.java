package io.follow.gateway.steps.intake;

import io.follow.gateway.pipeline.Pipeline;
import org.jspecify.annotations.Nullable;

/**
 * An admitted request that adds jobs: the body of the exchange from {@code checkProducer} on.
 *
 * @param pipeline the pipeline to which the jobs are added
 * @param key the header {@code Idempotency-Key}, or null
 * @param traceParent the trace context of the caller, for jobs without one of their own, or null
 * @param json the body of the request
 */
public record JobsCall(Pipeline pipeline, @Nullable String key, @Nullable String traceParent, String json) {}
