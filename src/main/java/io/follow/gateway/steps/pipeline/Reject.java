package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.job.CustomErrorCode;
import io.follow.gateway.job.JobException;
import org.apache.camel.Exchange;

/** Fails a job with an error code that the route defines. The error handler of the route ends the job. */
@SuppressWarnings("DoNotCallSuggester") // Routes call it in order to fail.
public final class Reject {

    /**
     * Fails the job without a retry.
     *
     * @param code the error code of the result: 3 to 64 characters of A-Z, 0-9 and _ that begin with a letter. Codes of the
     *     gateway are not allowed
     * @param message what was found and what was expected, in one line
     * @throws JobException always
     * @throws IllegalArgumentException with a message of one line if the code is not allowed
     */
    public void with(Exchange exchange, String code, String message) throws JobException {
        throw rejection(exchange, new CustomErrorCode(code, false), message);
    }

    /**
     * Fails this attempt. The job is retried, and becomes a dead letter after the last attempt.
     *
     * @param code as for {@link #with}
     * @param message as for {@link #with}
     * @throws JobException always
     * @throws IllegalArgumentException as {@link #with}
     */
    public void retry(Exchange exchange, String code, String message) throws JobException {
        throw rejection(exchange, new CustomErrorCode(code, true), message);
    }

    /** Fails if the exchange has no job. */
    private static JobException rejection(Exchange exchange, CustomErrorCode code, String message) {
        Delivery.required(exchange);
        return new JobException(code, message);
    }
}
