package io.follow.gateway.job;

import org.jspecify.annotations.Nullable;

/**
 * A job cannot continue. The message becomes the result's {@code error_message}: what was found and what was expected,
 * in one line, without host paths or secrets.
 */
public class JobException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;

    /**
     * A failure without a cause.
     *
     * @param code    the kind of failure
     * @param message one line for the job's owner
     */
    public JobException(FailureCode code, String message) {
        this(code, message, null);
    }

    /**
     * A failure with a cause, which is for the log only and never part of a result.
     *
     * @param code    the kind of failure
     * @param message one line for the job's owner
     * @param cause   what led to it, or null
     */
    public JobException(FailureCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /**
     * The job failure that a throwable stands for.
     *
     * @param failure anything thrown while a job was processed
     * @return the first job failure among {@code failure} and its causes; otherwise {@link ErrorCode#PROCESS_FAILED}
     *     with a message that names only the type of the innermost error, because its own message may contain paths or
     *     secrets
     */
    public static JobException of(Throwable failure) {
        Throwable innermost = failure;
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 100; depth++) {
            if (current instanceof JobException jobException) {
                return jobException;
            }
            innermost = current;
            current = current.getCause();
        }
        return new JobException(
                ErrorCode.PROCESS_FAILED,
                "unexpected " + innermost.getClass().getSimpleName() + " while the job was processed",
                failure);
    }

    /**
     * The kind of failure.
     *
     * @return the code for {@code error_code}
     */
    public FailureCode getCode() {
        return code;
    }

    /**
     * Whether another attempt within the same delivery may succeed.
     *
     * @return what {@link FailureCode#isRetried()} of the code says
     */
    public boolean isRetried() {
        return code.isRetried();
    }

    /**
     * Whether a job that ends this way is kept as a dead letter in addition to its result.
     *
     * @return what {@link FailureCode#isDeadLetter()} of the code says
     */
    public boolean isDeadLetter() {
        return code.isDeadLetter();
    }
}
