package io.follow.gateway.embedded;

import java.nio.file.Path;

/**
 * A server program that answers {@code --version} on this machine.
 *
 * @param kind where it was found
 * @param path the absolute path of the program
 * @param version the version that it reports
 */
public record ServerProgram(Kind kind, Path path, ServerVersion version) {

    /** The origin of a server program, in the order in which they are tried. */
    public enum Kind {
        /** Named by {@code VALKEY_SERVER_BIN}. */
        CONFIGURED,
        /** {@code valkey-server} on the search path. */
        VALKEY_ON_PATH,
        /** {@code redis-server} on the search path. */
        REDIS_ON_PATH,
        /** The bundled Redis 7.0 binary. */
        BUNDLED
    }
}
