package io.follow.gateway.steps.intake;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.OneLine;
import io.follow.gateway.steps.http.HttpProblem;
import java.io.IOException;
import java.net.SocketTimeoutException;

/** The responses to uploads that are rejected or fail. */
final class UploadProblem {

    private UploadProblem() {}

    static HttpProblem badToken(String message) {
        return new HttpProblem(401, ErrorCode.UPLOAD_TOKEN_INVALID.name(), message);
    }

    static HttpProblem tooLarge(String found, long limit) {
        return new HttpProblem(
                413, ErrorCode.FILE_TOO_LARGE.name(), "the body has " + found + ", expected at most " + limit);
    }

    static HttpProblem empty() {
        return new HttpProblem(400, ErrorCode.FILE_TOO_SMALL.name(), "the body is empty, expected the raw image");
    }

    static HttpProblem duplicate() {
        return HttpProblem.conflict("DUPLICATE_UPLOAD", "this image has been uploaded, or is being uploaded right now");
    }

    /** Returns the response to a failed check of a token or a failed store. */
    static HttpProblem of(JobException failure) {
        String message = String.valueOf(failure.getMessage());
        int status = failure.getCode() instanceof ErrorCode code ? statusOf(code) : 500;
        return new HttpProblem(status, failure.getCode().name(), message);
    }

    private static int statusOf(ErrorCode code) {
        return switch (code) {
            case UPLOAD_TOKEN_INVALID, UPLOAD_TOKEN_EXPIRED -> 401;
            case FILE_TOO_LARGE -> 413;
            case FILE_TOO_SMALL -> 400;
            case STORAGE_UPLOAD_FAILED, STORAGE_READ_FAILED -> 503;
            default -> 500;
        };
    }

    static HttpProblem encoded(String encoding) {
        return new HttpProblem(
                415,
                "UNSUPPORTED_ENCODING",
                "the body has the Content-Encoding " + OneLine.of(encoding) + ", expected the raw image without one");
    }

    /** Returns the response to a body that cannot be read to its end. */
    static HttpProblem of(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpProblem problem) {
                return problem;
            }
            if (cause instanceof SocketTimeoutException) {
                return new HttpProblem(408, "UPLOAD_TIMEOUT", "the body did not arrive in time");
            }
        }
        return HttpProblem.malformed("the body ended early");
    }
}
