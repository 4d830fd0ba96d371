package io.follow.gateway.testing;

import io.follow.gateway.embedded.FreePort;
import io.follow.gateway.embedded.SupervisedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import redis.clients.jedis.exceptions.JedisException;

/** One Sentinel, a real process on a port of the loopback address. */
public final class SentinelProcess implements AutoCloseable {

    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(5);

    private final int port;
    private final int plainPort;
    private final Path folder;
    private final @Nullable String password;
    private final SupervisedProcess process;

    private SentinelProcess(
            int port, int plainPort, Path folder, @Nullable String password, SupervisedProcess process) {
        this.port = port;
        this.plainPort = plainPort;
        this.folder = folder;
        this.password = password;
        this.process = process;
    }

    /**
     * Starts one; it may not answer yet.
     *
     * @param password of the Sentinels; null for none
     * @param settings lines of its configuration, among them the primary that it monitors
     */
    public static SentinelProcess start(@Nullable String password, String... settings) {
        return start(password, null, settings);
    }

    /** The same, with TLS for its clients, and to servers and other Sentinels. */
    public static SentinelProcess startWithTls(TlsFiles files, String... settings) {
        return start(null, files, settings);
    }

    static SentinelProcess start(@Nullable String password, @Nullable TlsFiles tls, String... settings) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/test-servers")), "sentinel")
                    .toAbsolutePath();
            int plainPort = FreePort.onLoopback();
            int port = tls == null ? plainPort : FreePort.onLoopback();
            Path file = folder.resolve("sentinel.conf");
            Files.writeString(
                    file,
                    "port %d\nbind 127.0.0.1\ndir %s\n".formatted(plainPort, folder)
                            + (tls == null ? "" : tls.sentinelSettings(port))
                            + String.join("\n", settings)
                            + (password == null
                                    ? "\n"
                                    : "\nrequirepass " + password + "\nsentinel sentinel-pass " + password + "\n"));
            List<String> command = List.of(ServerUnderTest.program().path().toString(), file.toString(), "--sentinel");
            return new SentinelProcess(
                    port,
                    plainPort,
                    folder,
                    password,
                    SupervisedProcess.start(command, folder, Duration.ofSeconds(5), System.getenv("PATH")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port for clients: the TLS port of one started with TLS. */
    public int port() {
        return port;
    }

    /** A port without TLS, which every one has. */
    int plainPort() {
        return plainPort;
    }

    /** The text of its reply, or of the failure. */
    public String ask(String... words) {
        try (PlainConnection connection = PlainConnection.open(plainPort, REPLY_TIMEOUT, password)) {
            return String.valueOf(connection.call(words));
        } catch (JedisException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() {
        process.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
