package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Classifies failed commands for a consumer. */
public final class ServerFailure {

    private static final List<String> FOR_OPERATORS = List.of("TLS: ", "NOAUTH", "WRONGPASS", "NOPERM");

    private ServerFailure() {}

    /**
     * Whether the group or the stream does not exist and must be created again ({@code NOGROUP}, {@code UNBLOCKED}).
     * The consumer waits for all other errors to end: some are temporary (LOADING, READONLY, OOM, CLUSTERDOWN, no
     * connection), others are corrected by an administrator (NOAUTH, WRONGPASS, NOPERM, WRONGTYPE).
     */
    public static boolean isGroupMissing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = causeOf(cause)) {
            if (cause instanceof RedisCommandExecutionException) {
                String message = String.valueOf(cause.getMessage());
                return message.startsWith("NOGROUP") || message.contains("UNBLOCKED");
            }
        }
        return false;
    }

    /**
     * Whether a failed command certainly had no effect: the server rejected it, or it was never sent. Any other failed
     * command may have been executed.
     */
    public static boolean isWithoutEffect(RedisException failure) {
        if (failure instanceof RedisConnectionException || failure instanceof RedisCommandExecutionException) {
            return true;
        }
        return isRejectedWhileReconnecting(failure);
    }

    /** Whether the client has rejected a command because it is not connected at the moment. */
    static boolean isRejectedWhileReconnecting(RedisException failure) {
        return String.valueOf(failure.getMessage()).startsWith("Currently not connected");
    }

    /**
     * Whether retrying alone does not help: the certificates, the password or the permissions must be corrected.
     *
     * @param description as {@link #describe} returns it
     */
    public static boolean needsOperator(String description) {
        return FOR_OPERATORS.stream().anyMatch(description::startsWith);
    }

    /** Returns a message of one line: the error of the server, or the reason why the command did not reach it. */
    public static String describe(Throwable failure) {
        Throwable cause = failure;
        for (Throwable next = causeOf(cause); next != null; next = causeOf(cause)) {
            cause = next;
        }
        if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
            return "the server does not answer in time";
        }
        String tls = TlsFailure.describe(cause);
        if (tls != null) {
            return tls;
        }
        String message = cause.getMessage();
        if (message != null && message.startsWith("CROSSSLOT")) {
            return "CROSSSLOT the server is a cluster, where keys that scripts touch together must share a hash tag; "
                    + "give all of them one, such as {image}:process";
        }
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        return text.lines().findFirst().orElse(text);
    }

    private static @Nullable Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause == null && failure instanceof RedisException && failure.getSuppressed().length > 0) {
            // The client of a cluster lists there why it could not ask each of the nodes.
            return failure.getSuppressed()[0] instanceof RedisException node ? node : null;
        }
        return cause == null || cause.equals(failure) ? null : cause;
    }
}
