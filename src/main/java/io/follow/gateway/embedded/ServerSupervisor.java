package io.follow.gateway.embedded;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Restarts a server that has exited or was killed, on the same data, with the same port and password, so that clients
 * can reconnect. Runs on a separate thread; the state that other threads read is volatile.
 */
final class ServerSupervisor implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ServerSupervisor.class.getName());

    private final ServerStarter starter;
    private final ServerConfiguration configuration;
    private final CrashHistory crashHistory = new CrashHistory(System::nanoTime);
    private final Thread thread;

    private volatile SupervisedProcess process;
    private volatile boolean closed;
    private volatile boolean givenUp;
    private volatile @Nullable String trouble;
    private volatile @Nullable Restart lastRestart;

    private ServerSupervisor(ServerStarter starter, ServerConfiguration configuration, SupervisedProcess process) {
        this.starter = starter;
        this.configuration = configuration;
        this.process = process;
        this.thread = new Thread(this::keep, "embedded-server-supervisor");
        thread.setDaemon(true);
    }

    /**
     * Starts to supervise a server.
     *
     * @param process the server, which is already answering
     */
    static ServerSupervisor of(ServerStarter starter, ServerConfiguration configuration, SupervisedProcess process) {
        ServerSupervisor keeper = new ServerSupervisor(starter, configuration, process);
        keeper.thread.start();
        return keeper;
    }

    ServerProgram program() {
        return starter.program();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether the server has crashed too often to be restarted. */
    boolean hasGivenUp() {
        return givenUp;
    }

    /** Why the server is unavailable, in one line; null while it is running. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** The last restart; null before the first one. */
    @Nullable
    Restart lastRestart() {
        return lastRestart;
    }

    private void keep() {
        try {
            boolean again = true;
            while (again) {
                process.awaitExit();
                again = !closed && startAgain(process.howItEnded());
            }
        } catch (InterruptedException e) {
            // Closed: {@code close} stops the process.
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the server answers; false if it has crashed too often. */
    private boolean startAgain(String firstEnd) throws InterruptedException {
        long since = System.nanoTime();
        String end = firstEnd;
        while (true) {
            crashHistory.one();
            if (crashHistory.areTooMany()) {
                giveUp(end);
                return false;
            }
            trouble = "the embedded server has " + end + "; it is being restarted";
            LOG.log(
                    Level.WARNING,
                    "{0} has {1}; it is restarted with the same data",
                    program().version(),
                    end);
            TimeUnit.NANOSECONDS.sleep(crashHistory.pause().toNanos());
            try {
                // It may have outlived the supervising shell, and would then hold the port and the files.
                process.close();
                process = starter.start(configuration)
                        .orElseThrow(() -> new EmbeddedServerException("lost its port to another program"));
                started(firstEnd, Duration.ofNanos(System.nanoTime() - since));
                return true;
            } catch (EmbeddedServerException | IOException e) {
                if (closed) {
                    return false;
                }
                end = "not restarted: " + e.getMessage();
            }
        }
    }

    private void started(String end, Duration took) {
        Restart former = lastRestart;
        lastRestart = new Restart(Instant.now(), end, former == null ? 1 : former.count() + 1);
        trouble = null;
        LOG.log(
                Level.INFO,
                "{0} is available again after {1} s, on the same port",
                program().version(),
                took.toMillis() / 1000.0);
    }

    private void giveUp(String end) {
        String words =
                ("the embedded server has ended %d times within a minute, the last time it has %s; it is not restarted"
                                + " until the gateway is restarted")
                        .formatted(CrashHistory.MOST, end);
        trouble = words;
        givenUp = true;
        LOG.log(Level.ERROR, words);
    }

    /** Stops supervising and shuts the server down cleanly. Returns when it has ended. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // An interrupted caller must not cost the server its last write.
                interrupted = true;
            }
        }
        process.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
