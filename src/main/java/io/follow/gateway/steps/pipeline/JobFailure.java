package io.follow.gateway.steps.pipeline;

import io.follow.gateway.component.streams.DeliveryLimitException;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;

/** Names every failure by a code of the wire contract. */
final class JobFailure {

    private JobFailure() {}

    /** The errors of the image work have the names of the codes. */
    static JobException of(ImageException failure) {
        return new JobException(
                ErrorCode.valueOf(failure.error().name()), String.valueOf(failure.getMessage()), failure);
    }

    /** Any failure; one that nobody foresaw is {@link ErrorCode#PROCESS_FAILED}. */
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
