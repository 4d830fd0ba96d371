package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a failed command means for a consumer. */
public final class ServerFailure {

    private ServerFailure() {}

    /**
     * Whether the group or the stream is gone and has to be created again ({@code NOGROUP}, {@code UNBLOCKED}). Everything
     * else the server can say is waited out: it passes by itself (LOADING, READONLY, OOM, CLUSTERDOWN, no connection) or a
     * person mends it meanwhile (NOAUTH, WRONGPASS, NOPERM, WRONGTYPE).
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
     * Whether a command that failed certainly had no effect: the server refused it, or it was never sent. Everything else
     * may have reached the server.
     */
    public static boolean isWithoutEffect(RedisException failure) {
        if (failure instanceof RedisConnectionException || failure instanceof RedisCommandExecutionException) {
            return true;
        }
        return String.valueOf(failure.getMessage()).startsWith("Currently not connected");
    }

    /** One line for people: the server's own words, or what kept the command from reaching it. */
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
        return cause == null || cause.equals(failure) ? null : cause;
    }
}
