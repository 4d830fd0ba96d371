package io.follow.gateway.embedded;

import java.nio.file.Path;

/**
 * A server program that answered {@code --version} on this machine.
 *
 * @param kind where it was found
 * @param path the absolute path of the program
 * @param version what it says it is
 */
public record ServerProgram(Kind kind, Path path, ServerVersion version) {

    /** Where a server program comes from, in the order in which they are tried. */
    public enum Kind {
        /** Named by {@code VALKEY_SERVER_BIN}. */
        CONFIGURED,
        /** {@code valkey-server} on the search path. */
        VALKEY_ON_PATH,
        /** {@code redis-server} on the search path. */
        REDIS_ON_PATH,
        /** The Redis 7.0 binary that the application brings along. */
        BUNDLED
    }
}
