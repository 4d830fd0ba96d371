package io.follow.gateway.testing;

import io.follow.gateway.embedded.FreePort;
import io.follow.gateway.embedded.ServerProgram;
import io.follow.gateway.embedded.SupervisedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A real server process on the loopback address, with a folder of its own under {@code target}; it ends with this JVM.
 * Nothing is kept on disk unless the arguments say so. Not for use by several threads at once.
 */
public final class ValkeyServer implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(5);

    private final ServerProgram program;
    private final Path folder;
    private final int plainPort;
    private final Optional<TlsFiles> tls;
    private final int clientPort;
    private final List<String> arguments;
    private SupervisedProcess process;

    /** @param tls makes the files, given the folder of the server; null for a server without TLS */
    private ValkeyServer(ServerProgram program, @Nullable Function<Path, TlsFiles> tls, List<String> extraArguments)
            throws IOException {
        this.program = program;
        this.folder = Files.createTempDirectory(Files.createDirectories(Path.of("target/test-servers")), "server")
                .toAbsolutePath();
        this.tls = Optional.ofNullable(tls).map(maker -> maker.apply(folder));
        this.plainPort = FreePort.onLoopback();
        this.clientPort = tls == null ? plainPort : FreePort.onLoopback();
        this.arguments = List.copyOf(extraArguments);
        boolean started = false;
        try {
            this.process = launch();
            started = true;
        } finally {
            if (!started) {
                FileSystemUtils.deleteRecursively(folder);
            }
        }
    }

    /**
     * Starts the {@link ServerUnderTest} and waits until it answers.
     *
     * @param extraArguments such as {@code "--appendonly", "yes"} or {@code "--user", "alice", "on", ">secret",
     *     "~*", "+@all"}
     */
    public static ValkeyServer start(String... extraArguments) {
        return start(ServerUnderTest.program(), extraArguments);
    }

    /** Starts a program of the test's choice. */
    public static ValkeyServer start(ServerProgram program, String... extraArguments) {
        return start(program, null, extraArguments);
    }

    /** Starts a server whose clients must speak TLS; its certificates are in {@link #tls()}. */
    public static ValkeyServer startWithTls(String... extraArguments) {
        return start(ServerUnderTest.program(), TlsFiles::create, extraArguments);
    }

    /** The same with given certificates. */
    public static ValkeyServer startWithTls(TlsFiles files, String... extraArguments) {
        return start(ServerUnderTest.program(), folder -> files, extraArguments);
    }

    private static ValkeyServer start(
            ServerProgram program, @Nullable Function<Path, TlsFiles> tls, String... extraArguments) {
        try {
            return new ValkeyServer(program, tls, List.of(extraArguments));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port for clients: the TLS port of a server started with TLS. */
    public int port() {
        return clientPort;
    }

    /** A port without TLS, which a server started with TLS has as well. */
    public int plainPort() {
        return plainPort;
    }

    /** For clients; with the password of {@code --requirepass} where it was given. */
    public URI uri() {
        String user = password().map(password -> ":" + password + "@").orElse("");
        return URI.create((tls.isPresent() ? "rediss://" : "redis://") + user + "127.0.0.1:" + clientPort);
    }

    /** What a client needs to trust a server started with TLS. */
    public TlsFiles tls() {
        return tls.orElseThrow(() -> new IllegalStateException("this server was started without TLS"));
    }

    /** The folder of the server, kept over {@link #restart()}. */
    public Path folder() {
        return folder;
    }

    /** The process id of the server. */
    public long pid() {
        return process.pid().orElseThrow();
    }

    /** False after {@link #kill()} and after a SHUTDOWN; true while paused. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Sends one command as the default user, on a connection of its own, without TLS.
     *
     * @return the text of the reply; null for nil
     */
    public String command(String... words) {
        try (PlainConnection connection = connect()) {
            return connection.call(words);
        }
    }

    /** SIGKILL; returns when the process has ended. */
    public void kill() {
        if (process.isAlive()) {
            ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
            process.onExit().join();
        }
    }

    /** SIGSTOP: connections stay open, nothing is answered. */
    public void pause() {
        Signals.send("STOP", pid());
    }

    /** SIGCONT; harmless when the server is not paused. */
    public void resume() {
        Signals.send("CONT", pid());
    }

    /** Starts it again on the same port and folder, after an orderly stop if it still runs. */
    public void restart() {
        if (process.isAlive()) {
            resume();
        }
        process.close();
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the server and removes its folder. */
    @Override
    public void close() {
        kill();
        process.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SupervisedProcess launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.path().toString());
        command.addAll(List.of("--port", Integer.toString(plainPort), "--bind", "127.0.0.1"));
        command.addAll(List.of("--dir", folder.toString(), "--save", "", "--appendonly", "no"));
        tls.ifPresent(files -> command.addAll(files.serverArguments(clientPort)));
        command.addAll(arguments);
        SupervisedProcess started = SupervisedProcess.start(command, folder, GRACE, System.getenv("PATH"));
        boolean ready = false;
        try {
            awaitFirstAnswer(started);
            ready = true;
            return started;
        } finally {
            if (!ready) {
                started.close();
            }
        }
    }

    private void awaitFirstAnswer(SupervisedProcess started) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (!answers()) {
                if (started.awaitExit(PAUSE) || System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(program.version() + " did not start: " + started.lastWords());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server was starting", e);
        }
    }

    private boolean answers() {
        try (PlainConnection connection = connect()) {
            connection.call("PING");
            return true;
        } catch (JedisException e) {
            return String.valueOf(e.getMessage()).startsWith("NOAUTH");
        }
    }

    private PlainConnection connect() {
        return PlainConnection.open(plainPort, REPLY_TIMEOUT, password().orElse(null));
    }

    private Optional<String> password() {
        int option = arguments.indexOf("--requirepass");
        return option < 0 ? Optional.empty() : Optional.of(arguments.get(option + 1));
    }
}
