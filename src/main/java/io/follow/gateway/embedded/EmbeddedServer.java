package io.follow.gateway.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A server of our own on the loopback address, with a random port and password, whose data survives restarts. It ends
 * with this process, also at {@code kill -9}, but not at a Ctrl-C that this process survives. When it ends by itself or is
 * killed, it is started again on the same data, with the same port and password; after five ends within a minute it is not.
 *
 * <p>An operator reaches it with {@code REDISCLI_AUTH=$(cat data/valkey/password) valkey-cli -p $(cat
 * data/valkey/port)}.
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
        return keeper.program();
    }

    /** A file with the password, which only the user of this process can read. */
    public Path passwordFile() {
        return EmbeddedServerLauncher.passwordFile(configuration.folder());
    }

    /** False while the server has ended and was not started again. */
    public boolean isAlive() {
        return keeper.isAlive();
    }

    /** Why there is no server at the moment, in one line; null while it runs. */
    public @Nullable String trouble() {
        return keeper.trouble();
    }

    /** Whether the server has ended too often to be started again; nothing brings it back then. */
    public boolean hasGivenUp() {
        return keeper.hasGivenUp();
    }

    /** The last time that the server was started again; null when it never ended. */
    public @Nullable Restart lastRestart() {
        return keeper.lastRestart();
    }

    /** Stops the server in order, its data on disk, and frees the data directory. Returns when it has ended. */
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
