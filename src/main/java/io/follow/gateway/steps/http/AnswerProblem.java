package io.follow.gateway.steps.http;

import io.follow.gateway.component.streams.ReusedKeyException;
import io.follow.gateway.component.streams.UnknownOutcomeException;
import io.lettuce.core.RedisException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the failure of a request into its response: a status code, and {@code code} and {@code message} as the body.
 */
public final class AnswerProblem {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerProblem.class);

    /** The body becomes {@code code} and {@code message}; the messages of unexpected exceptions are logged only. */
    public Map<String, String> asBody(Exchange exchange) {
        HttpProblem problem = problemOf(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
        Map<String, String> body = new LinkedHashMap<>();
        body.put("code", problem.code());
        body.put("message", String.valueOf(problem.getMessage()));
        return body;
    }

    private static HttpProblem problemOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpProblem problem) {
                return problem;
            }
            if (cause instanceof RedisException || cause instanceof UnknownOutcomeException) {
                // The outage itself is told once, by what reads the streams.
                LOG.debug("a request failed: {}", String.valueOf(cause.getMessage()));
                return new HttpProblem(503, "SERVER_UNAVAILABLE", "Valkey is unavailable; retry later");
            }
            if (cause instanceof ReusedKeyException) {
                return new HttpProblem(
                        400, "IDEMPOTENCY_KEY_REUSED", "the Idempotency-Key was used for other jobs; use a new one");
            }
        }
        LOG.error("a request failed", failure);
        return new HttpProblem(500, "INTERNAL_ERROR", "unexpected " + name(failure));
    }

    private static String name(Throwable failure) {
        return failure.getClass().getSimpleName();
    }
}
