package io.follow.gateway.steps.operator;

import org.jspecify.annotations.Nullable;

/**
 * An operator call that was admitted: the body of the exchange from {@code checkOperator} on. Nothing else of the request
 * is left.
 *
 * @param pipeline the name of the pipeline that is meant
 * @param webhook the name of the webhook whose letters are meant, or null for those of the pipeline
 * @param id the id in the path, or null
 * @param after the parameter {@code after}, or null
 * @param count the parameter {@code count}, or null
 */
public record OperatorCall(
        String pipeline,
        @Nullable String webhook,
        @Nullable String id,
        @Nullable String after,
        @Nullable String count) {}
