package io.follow.gateway.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server of our own on the loopback address, with a random port and password, whose data survives restarts. It ends
 * with this process, also at {@code kill -9}, but not at a Ctrl-C that this process survives.
 *
 * <p>An operator reaches it with {@code REDISCLI_AUTH=$(cat data/valkey/password) valkey-cli -p $(cat
 * data/valkey/port)}.
 */
public final class EmbeddedServer implements AutoCloseable {

    private final ServerProgram program;
    private final ServerConfiguration configuration;
    private final SupervisedProcess process;
    private final DataFolderLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    EmbeddedServer(
            ServerProgram program, ServerConfiguration configuration, SupervisedProcess process, DataFolderLock lock) {
        this.program = program;
        this.configuration = configuration;
        this.process = process;
        this.lock = lock;
    }

    /**
     * Starts the server and waits until it answers. What listens elsewhere on the machine is never used.
     *
     * @throws EmbeddedServerException when there is no usable program, when the data directory is in use or not
     *     writable, or when the server does not come up
     */
    public static EmbeddedServer start(EmbeddedServerOptions options) {
        return new EmbeddedServerLauncher(options).start();
    }

    /** {@code redis://:password@127.0.0.1:port}; not for logs. */
    public URI uri() {
        return URI.create("redis://:" + configuration.password() + "@127.0.0.1:" + configuration.port());
    }

    /** The port on the loopback address; another one after each start. */
    public int port() {
        return configuration.port();
    }

    /** The program that runs. */
    public ServerProgram program() {
        return program;
    }

    /** A file with the password, which only the user of this process can read. */
    public Path passwordFile() {
        return EmbeddedServerLauncher.passwordFile(configuration.folder());
    }

    /** False once the server has ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Runs the action once when the server ends without {@link #close()}; at once when it already has. On a thread of its own. */
    public void onExit(Runnable action) {
        Thread watcher = new Thread(
                () -> {
                    process.onExit().join();
                    if (!closed.get()) {
                        action.run();
                    }
                },
                "embedded-server-exit");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Stops the server in order, its data on disk, and frees the data directory. Returns when it has ended. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        process.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "EmbeddedServer[" + program.version() + ", port=" + port() + "]";
    }
}
