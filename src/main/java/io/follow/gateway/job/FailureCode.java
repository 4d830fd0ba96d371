package io.follow.gateway.job;

import java.io.Serializable;
import java.util.Arrays;

/** Why a job failed, as written to {@code error_code} of a result: a code of the wire contract or one of a route. */
public sealed interface FailureCode extends Serializable permits ErrorCode, CustomErrorCode {

    /**
     * The code.
     *
     * @return what {@code error_code} says
     */
    String name();

    /**
     * Whether another attempt within the same delivery may succeed.
     *
     * @return false for final errors
     */
    boolean isRetried();

    /**
     * Whether a job that ends this way is kept as a dead letter in addition to its result, for an operator to inspect
     * or replay.
     *
     * @return true for all that are retried
     */
    boolean isDeadLetter();

    private static FailureCode ofRoute(String name) {
        try {
            return new CustomErrorCode(name, false);
        } catch (IllegalArgumentException e) {
            return ErrorCode.PROCESS_FAILED;
        }
    }

    /**
     * The code of a result that was read.
     *
     * @param name what its {@code error_code} says
     * @return the code of the wire contract with this name, otherwise one of a route; {@link ErrorCode#PROCESS_FAILED} for what is none
     */
    static FailureCode named(String name) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.name().equals(name))
                .findFirst()
                .<FailureCode>map(code -> code)
                .orElseGet(() -> ofRoute(name));
    }
}
