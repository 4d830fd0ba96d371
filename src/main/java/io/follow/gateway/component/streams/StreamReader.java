package io.follow.gateway.component.streams;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that gets entries for one consumer. It asks for no more than there are free workers, so that nothing ages in a
 * local buffer. One thread runs it; the fields that others look at are volatile.
 */
final class StreamReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

    /** How long the loop waits before it looks around again when no worker is free or it is paused. */
    private static final long TICK_MILLIS = 500;

    private final ConsumerGroup group;
    private final ReaderConnection connection;
    private final WorkerPool workers;
    private final InFlight inFlight;
    private final LeftEntries leftEntries;
    private final Limits limits;
    private final Consumer<StreamEntry> dispatch;
    private final Outage outage;
    private final Semaphore wake = new Semaphore(0);

    private boolean groupCreated;
    /** With a single free worker, old and new entries take turns. */
    private boolean newEntriesNext;

    private volatile boolean stopped;
    private volatile boolean paused;
    private volatile boolean connected;
    private volatile long lastTick = System.nanoTime();

    /**
     * What bounds the reading.
     *
     * @param blockMillis how long a read waits on the server
     * @param maxInFlight jobs in hand at the most, waiting ones included
     * @param gate says when nothing may be read
     */
    record Limits(long blockMillis, int maxInFlight, ReadGate gate) {}

    StreamReader(
            ConsumerGroup group,
            ReaderConnection connection,
            WorkerPool workers,
            InFlight inFlight,
            LeftEntries leftEntries,
            Limits limits,
            Consumer<StreamEntry> dispatch) {
        this.group = group;
        this.connection = connection;
        this.workers = workers;
        this.inFlight = inFlight;
        this.leftEntries = leftEntries;
        this.limits = limits;
        this.dispatch = dispatch;
        this.outage = new Outage(LOG, "reading " + group);
    }

    @Override
    public void run() {
        while (!stopped) {
            lastTick = System.nanoTime();
            try {
                int room = room();
                if (room == 0) {
                    rest(TICK_MILLIS);
                } else {
                    readOnce(room);
                    connected = true;
                    outage.over();
                }
            } catch (InterruptedException e) {
                LOG.debug("reader interrupted, stopped: {}", stopped);
            } catch (RuntimeException e) {
                failed(e);
            }
        }
        connection.close();
    }

    private int room() throws InterruptedException {
        if (paused || limits.gate().closedBecause() != null) {
            return 0;
        }
        int free = workers.awaitFree(TICK_MILLIS);
        return Math.max(0, Math.min(free, limits.maxInFlight() - inFlight.size()));
    }

    private void readOnce(int room) throws InterruptedException {
        connection.commands();
        if (!groupCreated) {
            group.check();
            group.create();
            groupCreated = true;
        }
        List<StreamEntry> left = newEntriesNext ? List.of() : leftEntries.find(share(room));
        left.forEach(dispatch);
        int rest = room - left.size();
        newEntriesNext = rest == 0;
        if (rest > 0 && !stopped && !paused) {
            boolean hurry = !left.isEmpty() || leftEntries.isMoreExpected();
            long block = hurry ? 1 : Math.min(limits.blockMillis(), leftEntries.untilNextLookMillis());
            connection.read(group, rest, block).forEach(dispatch);
        }
    }

    /** Half of the free workers, so that old entries never hold up the new ones, nor the other way round. */
    private static int share(int room) {
        return Math.max(1, room / 2);
    }

    private void failed(RuntimeException failure) {
        if (stopped) {
            return;
        }
        leftEntries.replyInDoubt();
        groupCreated = false;
        if (ServerFailure.of(failure) == ServerFailure.GROUP_MISSING) {
            LOG.warn("{}: the consumer group is gone, it is created again", group);
            return;
        }
        connected = false;
        outage.failed(failure);
        connection.close();
        try {
            rest(outage.delayMillis());
        } catch (InterruptedException e) {
            LOG.debug("reader interrupted, stopped: {}", stopped);
        }
    }

    /** Waits until there may be something to do, at most the given time. */
    private void rest(long millis) throws InterruptedException {
        if (!stopped && wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    /** Tells the loop to look around now: a job has ended, or the reader is resumed or stopped. */
    void wake() {
        wake.release();
    }

    /** Stops reading new entries until {@link #resume()}; a read that blocks on the server is ended. */
    void suspend() {
        paused = true;
        connection.unblock();
    }

    void resume() {
        paused = false;
        wake();
    }

    void stop() {
        stopped = true;
        connection.unblock();
        wake();
    }

    /** Whether the loop has ticked lately; an outage of the server does not stop it. */
    boolean isAlive() {
        long silence = (System.nanoTime() - lastTick) / 1_000_000;
        return silence < limits.blockMillis() + 6 * ValkeyConnections.COMMAND_TIMEOUT_MILLIS;
    }

    /** Why nothing is read at the moment, in one line; null when the last look at the server went well. */
    @Nullable
    String trouble() {
        String closed = limits.gate().closedBecause();
        if (closed != null) {
            return "reading is paused: " + closed;
        }
        String reason = outage.reason();
        return reason != null ? reason : connected ? null : "not connected yet";
    }
}
