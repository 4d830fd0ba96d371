package io.follow.gateway.job;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A code with which a route ends jobs for a reason of its own.
 *
 * @param name      3 to 64 upper-case letters, digits and underscores, beginning with a letter; none of
 *     {@link ErrorCode}
 * @param isRetried whether another attempt may succeed; a job for which none does is kept as a dead letter
 */
public record CustomErrorCode(String name, boolean isRetried) implements FailureCode {

    private static final Pattern ALLOWED = Pattern.compile("[A-Z][A-Z0-9_]{2,63}");

    /** Refuses, in one line, a name that is malformed or belongs to the wire contract. */
    public CustomErrorCode {
        if (!ALLOWED.matcher(name).matches()) {
            throw new IllegalArgumentException("error code \"" + OneLine.of(name)
                    + "\" is malformed, expected 3 to 64 of A-Z, 0-9 and _, beginning with a letter, such as TOO_DARK");
        }
        if (Arrays.stream(ErrorCode.values()).anyMatch(code -> code.name().equals(name))) {
            throw new IllegalArgumentException(
                    "error code " + name + " is one of the gateway's own, expected another one, such as MY_" + name);
        }
    }

    @Override
    public boolean isDeadLetter() {
        return isRetried;
    }

    /** The name, as routes and logs show the codes of the wire contract. */
    @Override
    public String toString() {
        return name;
    }
}
