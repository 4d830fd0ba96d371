package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.job.CustomErrorCode;
import io.follow.gateway.job.JobException;
import org.apache.camel.Exchange;

/** Fails a job for a reason of the route's own; the route's error handler ends it. */
@SuppressWarnings("DoNotCallSuggester") // Routes call it in order to fail.
public final class Reject {

    /**
     * Fails the job for good.
     *
     * @param code of the result: 3 to 64 of A-Z, 0-9 and _, beginning with a letter, and none of the gateway's own
     * @param message what was found and what was expected, in one line
     * @throws JobException always
     * @throws IllegalArgumentException in one line, when the code is malformed or one of the gateway's own
     */
    public void with(Exchange exchange, String code, String message) throws JobException {
        throw rejection(exchange, new CustomErrorCode(code, false), message);
    }

    /**
     * Fails this attempt: the job is tried again, and becomes a dead letter after the last try.
     *
     * @param code as for {@link #with}
     * @param message as for {@link #with}
     * @throws JobException always
     * @throws IllegalArgumentException as {@link #with}
     */
    public void retry(Exchange exchange, String code, String message) throws JobException {
        throw rejection(exchange, new CustomErrorCode(code, true), message);
    }

    /** Without a job there is nothing to reject. */
    private static JobException rejection(Exchange exchange, CustomErrorCode code, String message) {
        Delivery.required(exchange);
        return new JobException(code, message);
    }
}
