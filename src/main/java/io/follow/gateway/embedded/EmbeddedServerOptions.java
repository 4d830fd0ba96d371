package io.follow.gateway.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of the embedded server.
 *
 * @param dataDirectory {@code IMG_GW_DATA_DIR}; the server's files are kept in {@code valkey} below it
 * @param serverProgram {@code VALKEY_SERVER_BIN}; null if unset
 * @param searchPath {@code PATH}
 * @param startTimeout how long the server may take until it answers, including loading its data
 * @param stopTimeout how long it may take to stop before it is killed, in whole seconds
 */
public record EmbeddedServerOptions(
        Path dataDirectory,
        @Nullable String serverProgram,
        String searchPath,
        Duration startTimeout,
        Duration stopTimeout) {

    private static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration DEFAULT_STOP_TIMEOUT = Duration.ofSeconds(10);

    /** Checks that the timeouts are at least one second. */
    public EmbeddedServerOptions {
        requireSecond("startTimeout", startTimeout);
        requireSecond("stopTimeout", stopTimeout);
    }

    /**
     * The default options: 60 seconds to start, 10 to stop.
     *
     * @param dataDirectory may be relative and need not exist
     * @param environment contains {@code VALKEY_SERVER_BIN} and {@code PATH}
     */
    public static EmbeddedServerOptions of(Path dataDirectory, Map<String, String> environment) {
        return new EmbeddedServerOptions(
                dataDirectory,
                environment.get("VALKEY_SERVER_BIN"),
                environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"),
                DEFAULT_START_TIMEOUT,
                DEFAULT_STOP_TIMEOUT);
    }

    /** The same options with other timeouts. */
    public EmbeddedServerOptions withTimeouts(Duration start, Duration stop) {
        return new EmbeddedServerOptions(dataDirectory, serverProgram, searchPath, start, stop);
    }

    private static void requireSecond(String name, Duration value) {
        if (value.toSeconds() < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; expected at least 1 s");
        }
    }
}
