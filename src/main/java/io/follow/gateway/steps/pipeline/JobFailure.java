package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.DeliveryLimitException;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;

/** Converts failures to job failures with an error code. */
final class JobFailure {

    private JobFailure() {}

    /** Image errors and error codes have the same names. */
    static JobException of(ImageException failure) {
        return new JobException(
                ErrorCode.valueOf(failure.error().name()), String.valueOf(failure.getMessage()), failure);
    }

    /** Converts any failure. An unexpected one becomes {@link ErrorCode#PROCESS_FAILED}. */
    static JobException of(Throwable failure) {
        if (failure instanceof ImageException image) {
            return of(image);
        }
        if (failure instanceof DeliveryLimitException limit) {
            return new JobException(ErrorCode.MAX_DELIVERIES_EXCEEDED, String.valueOf(limit.getMessage()), limit);
        }
        return JobException.of(failure);
    }
}
