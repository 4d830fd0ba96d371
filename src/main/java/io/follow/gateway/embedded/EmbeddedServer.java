package io.follow.gateway.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The embedded server on the loopback address, with a random port and password, whose data survives restarts. It ends
 * with this process, even after {@code kill -9}, but survives a Ctrl-C that this process survives. If it exits or is
 * killed, it is restarted on the same data, with the same port and password, but not after five crashes within one
 * minute.
 *
 * <p>Operators connect to it with
 * {@code REDISCLI_AUTH=$(cat data/valkey/password) valkey-cli -p $(cat data/valkey/port)}.
 */
public final class EmbeddedServer implements AutoCloseable {

    private final ServerSupervisor keeper;
    private final ServerConfiguration configuration;
    private final DataFolderLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    EmbeddedServer(ServerSupervisor keeper, ServerConfiguration configuration, DataFolderLock lock) {
        this.keeper = keeper;
        this.configuration = configuration;
        this.lock = lock;
    }

    /**
     * Starts the server and waits until it answers. Never adopts another server that runs on the machine.
     *
     * @throws EmbeddedServerException if there is no usable program, the data directory is in use or not writable, or
     *     the server does not start
     */
    public static EmbeddedServer start(EmbeddedServerOptions options) {
        return new EmbeddedServerLauncher(options).start();
    }

    /** {@code redis://:password@127.0.0.1:port}; must not be logged. */
    public URI uri() {
        return URI.create("redis://:" + configuration.password() + "@127.0.0.1:" + configuration.port());
    }

    /** The port on the loopback address, which differs after each start of the gateway. */
    public int port() {
        return configuration.port();
    }

    /** The running program. */
    public ServerProgram program() {
        return keeper.program();
    }

    /** The file with the password, which only the user of this process can read. */
    public Path passwordFile() {
        return EmbeddedServerLauncher.passwordFile(configuration.folder());
    }

    /** False after the server has ended, until it is restarted. */
    public boolean isAlive() {
        return keeper.isAlive();
    }

    /** Why the server is unavailable, in one line; null while it is running. */
    public @Nullable String trouble() {
        return keeper.trouble();
    }

    /** Whether the server has crashed too often to be restarted. This is permanent. */
    public boolean hasGivenUp() {
        return keeper.hasGivenUp();
    }

    /** The last restart of the server; null if there was none. */
    public @Nullable Restart lastRestart() {
        return keeper.lastRestart();
    }

    /**
     * Shuts the server down cleanly, with its data on disk, and releases the data directory. Returns when it has ended.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        keeper.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "EmbeddedServer[" + program().version() + ", port=" + port() + "]";
    }
}
