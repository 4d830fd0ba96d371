package io.follow.gateway.component.streams;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a failed command means for a consumer: everything the server can say is one of these. */
enum ServerFailure {
    /** The group or the stream is gone ({@code NOGROUP}, {@code UNBLOCKED}): create the group again. */
    GROUP_MISSING,
    /** Passes by itself: no connection, loading, read-only, out of memory, a cluster in trouble. */
    PASSING,
    /** Needs a person: wrong password, missing permission, a key of another type. */
    MISCONFIGURED;

    static ServerFailure of(@Nullable Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        while (cause != null) {
            if (cause instanceof RedisCommandExecutionException) {
                return ofMessage(String.valueOf(cause.getMessage()));
            }
            cause = cause.getCause() == cause ? null : cause.getCause();
        }
        return PASSING;
    }

    private static ServerFailure ofMessage(String message) {
        String word = message.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        return switch (word) {
            case "NOGROUP", "UNBLOCKED", "-UNBLOCKED" -> GROUP_MISSING;
            case "NOAUTH", "WRONGPASS", "NOPERM", "WRONGTYPE" -> MISCONFIGURED;
            default -> PASSING;
        };
    }

    /** One line for people: the server's own words, or what kept the command from reaching it. */
    static String describe(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause instanceof TimeoutException) {
            return "the server does not answer in time";
        }
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        return text.lines().findFirst().orElse(text);
    }
}
