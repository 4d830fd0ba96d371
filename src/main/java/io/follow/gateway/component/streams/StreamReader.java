package io.follow.gateway.component.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that gets entries for one consumer: new ones, those of workers that died, and its own whose reply was lost.
 * It asks for no more than there are free workers, so that nothing ages in a local buffer. One thread runs it; the fields
 * that others look at are volatile.
 */
final class StreamReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

    /** How long the loop waits before it looks around again when no worker is free or it is paused. */
    private static final long TICK_MILLIS = 500;

    private final ConsumerGroup group;
    private final ReaderConnection connection;
    private final WorkerPool workers;
    private final InFlight inFlight;
    private final ReadSettings settings;
    private final Consumer<StreamEntry> dispatch;
    private final Outage outage;
    private final Semaphore wake = new Semaphore(0);

    private String cursor = "-";
    private boolean groupCreated;
    private boolean firstRecovery = true;
    private boolean ownEntriesInDoubt = true;
    private long nextTakeOver = System.nanoTime();

    /** With a single free worker, old and new entries take turns. */
    private boolean newEntriesNext;

    private volatile boolean stopped;
    private volatile boolean paused;
    private volatile long lastTick = System.nanoTime();
    private volatile @Nullable ServerFailure problem = ServerFailure.PASSING;

    /**
     * What bounds the reading.
     *
     * @param claimIdleMillis an entry idle for longer is taken over
     * @param blockMillis how long a read waits on the server
     * @param maxInFlight jobs in hand at the most, waiting ones included
     */
    record ReadSettings(long claimIdleMillis, long blockMillis, int maxInFlight) {

        /** A handed-over entry should not wait for long, and looking costs little: every 5 s, or more often. */
        long takeOverEveryMillis() {
            return Math.max(100, Math.min(5_000, claimIdleMillis / 4));
        }
    }

    StreamReader(
            ConsumerGroup group,
            ReaderConnection connection,
            WorkerPool workers,
            InFlight inFlight,
            ReadSettings settings,
            Consumer<StreamEntry> dispatch,
            String name) {
        this.group = group;
        this.connection = connection;
        this.workers = workers;
        this.inFlight = inFlight;
        this.settings = settings;
        this.dispatch = dispatch;
        this.outage = new Outage(LOG, "reading " + name);
    }

    @Override
    public void run() {
        while (!stopped) {
            lastTick = System.nanoTime();
            try {
                int room = paused ? 0 : room();
                if (room == 0) {
                    rest(TICK_MILLIS);
                } else {
                    readOnce(room);
                    problem = null;
                    outage.over();
                }
            } catch (InterruptedException e) {
                if (stopped) {
                    Thread.currentThread().interrupt();
                    break;
                }
            } catch (RuntimeException e) {
                failed(e);
            }
        }
        connection.close();
    }

    private int room() throws InterruptedException {
        int free = workers.awaitFree(TICK_MILLIS);
        return Math.max(0, Math.min(free, settings.maxInFlight() - inFlight.size()));
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

    private void readOnce(int room) throws InterruptedException {
        connection.commands();
        if (!groupCreated) {
            group.create();
            groupCreated = true;
        }
        List<StreamEntry> entries = new ArrayList<>();
        if (ownEntriesInDoubt) {
            entries.addAll(group.recover(room, firstRecovery, inFlight.knownEntryIds()));
            ownEntriesInDoubt = entries.size() == room;
            firstRecovery = firstRecovery && ownEntriesInDoubt;
        }
        if (entries.isEmpty() && !newEntriesNext && System.nanoTime() - nextTakeOver >= 0) {
            ConsumerGroup.TakeOver found =
                    group.takeOver(settings.claimIdleMillis(), cursor, share(room), inFlight.entryIds());
            cursor = found.cursor();
            entries.addAll(found.entries());
            if ("-".equals(cursor)) {
                nextTakeOver = System.nanoTime() + settings.takeOverEveryMillis() * 1_000_000;
                ownEntriesInDoubt = true;
            }
        }
        int left = room - entries.size();
        newEntriesNext = left == 0;
        entries.forEach(dispatch);
        if (left > 0 && !stopped && !paused) {
            boolean moreWaiting = !entries.isEmpty() || !"-".equals(cursor) || ownEntriesInDoubt;
            long block = moreWaiting ? 1 : Math.min(settings.blockMillis(), untilNextTakeOver());
            connection.read(group, left, block).forEach(dispatch);
        }
    }

    /** Half of the free workers, so that old entries never hold up the new ones, nor the other way round. */
    private static int share(int room) {
        return Math.max(1, room / 2);
    }

    private long untilNextTakeOver() {
        return Math.max(1, (nextTakeOver - System.nanoTime()) / 1_000_000);
    }

    private void failed(RuntimeException failure) {
        ServerFailure kind = ServerFailure.of(failure);
        if (stopped) {
            return;
        }
        ownEntriesInDoubt = true;
        if (kind == ServerFailure.GROUP_MISSING) {
            LOG.warn("{}: the consumer group is gone, it is created again", group);
            groupCreated = false;
            return;
        }
        problem = kind;
        outage.failed(failure);
        connection.close();
        groupCreated = false;
        try {
            rest(outage.delayMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        return silence < settings.blockMillis() + 2 * ValkeyConnections.COMMAND_TIMEOUT_MILLIS;
    }

    /** Why nothing can be read at the moment, in one line; null when the last look at the server went well. */
    @Nullable
    String trouble() {
        ServerFailure current = problem;
        String reason = outage.reason();
        return current == null ? null : reason == null ? "not connected yet" : reason;
    }
}
