package io.follow.gateway.embedded;

import io.follow.gateway.embedded.ServerProgram.Kind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the program to run as the embedded server: {@code VALKEY_SERVER_BIN}, else {@code valkey-server} or
 * {@code redis-server} on the search path, else the bundled one. Versions before 7.0 are rejected.
 */
public final class ServerProgramFinder {

    private static final Logger LOG = System.getLogger(ServerProgramFinder.class.getName());
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);
    private static final String EXPECTED = "expected a valkey-server, or a redis-server from 7.0 on";

    private final @Nullable String configured;
    private final String searchPath;
    private final Path bundledFolder;
    private final VersionProbe probe;

    /**
     * Creates a finder.
     *
     * @param configured the value of {@code VALKEY_SERVER_BIN}; null or blank if unset
     * @param searchPath the value of {@code PATH}
     * @param bundledFolder the directory that the bundled program is copied to if needed
     */
    public ServerProgramFinder(@Nullable String configured, String searchPath, Path bundledFolder) {
        this(configured, searchPath, bundledFolder, new VersionProbe(PROBE_LIMIT));
    }

    ServerProgramFinder(@Nullable String configured, String searchPath, Path bundledFolder, VersionProbe probe) {
        this.configured = configured;
        this.searchPath = searchPath;
        this.bundledFolder = bundledFolder;
        this.probe = probe;
    }

    /**
     * The first program in the order of {@link Kind}.
     *
     * @throws EmbeddedServerException if {@code VALKEY_SERVER_BIN} does not name a usable server, or there is no
     *     program for this machine
     */
    public ServerProgram find() {
        return configured().or(this::valkeyOnPath).or(this::redisOnPath).orElseGet(this::bundled);
    }

    /**
     * The program named by {@code VALKEY_SERVER_BIN}; empty when the variable is unset.
     *
     * @throws EmbeddedServerException if it does not name a usable server
     */
    public Optional<ServerProgram> configured() {
        if (configured == null || configured.isBlank()) {
            return Optional.empty();
        }
        Path path = Path.of(configured).toAbsolutePath();
        if (!Executables.isExecutableFile(path)) {
            throw new EmbeddedServerException(
                    "VALKEY_SERVER_BIN=" + configured + " is not an executable file; " + EXPECTED);
        }
        ServerVersion version = probe.ask(path)
                .orElseThrow(() -> new EmbeddedServerException("VALKEY_SERVER_BIN=" + configured
                        + " does not answer --version as a server does; " + EXPECTED));
        if (!version.isSupported()) {
            throw new EmbeddedServerException("VALKEY_SERVER_BIN=" + configured + " is " + version + "; " + EXPECTED);
        }
        return Optional.of(new ServerProgram(Kind.CONFIGURED, path, version));
    }

    /** The first usable {@code valkey-server} on the search path. */
    public Optional<ServerProgram> valkeyOnPath() {
        return onPath(Kind.VALKEY_ON_PATH, "valkey-server");
    }

    /** The first usable {@code redis-server} on the search path. */
    public Optional<ServerProgram> redisOnPath() {
        return onPath(Kind.REDIS_ON_PATH, "redis-server");
    }

    /**
     * The bundled program, copied to the given directory.
     *
     * @throws EmbeddedServerException if there is none for this machine or it cannot be run
     */
    public ServerProgram bundled() {
        Path path = BundledServer.copyTo(bundledFolder);
        ServerVersion version = probe.ask(path)
                .orElseThrow(() -> new EmbeddedServerException("the bundled server " + path.getFileName()
                        + " cannot be run from the data directory (mounted noexec?); expected valkey-server on PATH,"
                        + " or VALKEY_SERVER_BIN or REDIS_URL to be set"));
        return new ServerProgram(Kind.BUNDLED, path, version);
    }

    private Optional<ServerProgram> onPath(Kind kind, String name) {
        return Executables.named(name, searchPath).stream()
                .flatMap(path -> usable(kind, path))
                .findFirst();
    }

    private Stream<ServerProgram> usable(Kind kind, Path path) {
        Optional<ServerVersion> version = probe.ask(path);
        if (version.filter(ServerVersion::isSupported).isEmpty()) {
            String found = version.map(ServerVersion::toString).orElse("does not answer --version");
            LOG.log(Level.WARNING, "Skipping {0}: {1}; {2}", path, found, EXPECTED);
        }
        return version.filter(ServerVersion::isSupported).map(v -> new ServerProgram(kind, path, v)).stream();
    }
}
