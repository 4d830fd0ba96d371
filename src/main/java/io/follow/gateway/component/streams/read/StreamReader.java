package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.ReaderConnection;
import io.follow.gateway.component.streams.client.RetryState;
import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.StreamEntry;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that gets entries for one consumer. It asks for no more than there are free workers, so that nothing ages in a
 * local buffer. One thread runs it; the fields that others look at are volatile.
 */
public final class StreamReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

    /** How long the loop waits before it looks around again when no worker is free or it is paused. */
    private static final long TICK_MILLIS = 500;

    /** How soon it is noticed that an operator has taken away a permission. */
    private static final long CHECK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long AFTER_A_MISSING_GROUP_MILLIS = 50;

    private final ConsumerGroup group;
    private final ReaderConnection connection;
    private final WorkerPool workers;
    private final InFlight inFlight;
    private final PendingReclaimer pendingReclaimer;
    private final ReaderLimits limits;
    private final FetchNextGate fetchNextGate;
    private final Dispatch dispatch;
    private final RetryState retryState;
    private final Semaphore wake = new Semaphore(0);

    private boolean groupCreated;
    private GroupStart groupStart;
    private long nextCheck = System.nanoTime();
    private int groupsMissing;
    /** With a single free worker, old and new entries take turns. */
    private boolean newEntriesNext;

    private volatile boolean stopped;
    private volatile boolean ended;
    private volatile boolean paused;
    private volatile boolean resting;
    private volatile boolean clearing;
    private volatile boolean connected;
    private volatile long lastTick = System.nanoTime();

    public StreamReader(
            ConsumerGroup group,
            ReaderConnection connection,
            WorkerPool workers,
            InFlight inFlight,
            PendingReclaimer pendingReclaimer,
            ReaderLimits limits,
            FetchNextGate fetchNextGate,
            Dispatch dispatch) {
        this.group = group;
        this.groupStart = group.start();
        this.connection = connection;
        this.workers = workers;
        this.inFlight = inFlight;
        this.pendingReclaimer = pendingReclaimer;
        this.limits = limits;
        this.fetchNextGate = fetchNextGate;
        this.dispatch = dispatch;
        this.retryState = new RetryState(LOG, "reading " + group);
    }

    @Override
    public void run() {
        try {
            loop();
        } finally {
            connection.close();
            resting = true;
            ended = true;
        }
    }

    private void loop() {
        while (!stopped) {
            lastTick = System.nanoTime();
            try {
                int room = room();
                resting = room == 0;
                if (resting) {
                    rest(TICK_MILLIS);
                } else {
                    readOnce(room);
                    connected = true;
                    groupsMissing = 0;
                    retryState.over();
                }
            } catch (InterruptedException e) {
                LOG.debug("reader interrupted, stopped: {}", stopped);
            } catch (Throwable e) {
                // The loop outlives everything, a full heap included: without it jobs would be held and never run.
                failed(e);
            }
        }
    }

    private int room() throws InterruptedException {
        if (isNothingToBeRead()) {
            return 0;
        }
        clearing = pendingReclaimer.isAloneWanted() && inFlight.size() > 0;
        if (clearing) {
            return 0;
        }
        if (pendingReclaimer.isAloneWanted()) {
            pendingReclaimer.nothingInWork();
        }
        int free = awaitFree();
        // The job that gave its worker back may be the one that met the trouble.
        return isNothingToBeRead() ? 0 : Math.max(0, Math.min(free, limits.maxInFlight() - inFlight.size()));
    }

    /** Whether entries are wanted: the reader is not paused, nothing is out of order, and no job runs or is to run alone. */
    public boolean isReading() {
        return !stopped && !clearing && !isNothingToBeRead();
    }

    private boolean isNothingToBeRead() {
        return paused || limits.trouble().get() != null || inFlight.isOneAlone();
    }

    /** While all workers are busy, they take the next entries themselves until something else has to be looked for. */
    private int awaitFree() throws InterruptedException {
        if (connected && !pendingReclaimer.isMoreExpected()) {
            fetchNextGate.open(pendingReclaimer.untilNextLookMillis());
        }
        try {
            return workers.awaitFree(TICK_MILLIS);
        } finally {
            fetchNextGate.close();
        }
    }

    /** Whether a worker may take an entry itself; only asked while {@link #awaitFree} waits. */
    public boolean isWelcome() {
        return isReading() && inFlight.size() <= limits.maxInFlight();
    }

    private void readOnce(int room) throws InterruptedException {
        if (!groupCreated || System.nanoTime() - nextCheck >= 0) {
            limits.check().run();
            nextCheck = System.nanoTime() + CHECK_EVERY_NANOS;
        }
        if (!groupCreated) {
            limits.trial().run();
            group.create(groupStart);
            // One that is lost from now on begins again with all entries, because some may be missing otherwise.
            groupStart = GroupStart.START;
            groupCreated = true;
        }
        SuspendAwareInstant asked = SuspendAwareInstant.now();
        if (fetchNextGate.takeReplyLost()) {
            pendingReclaimer.replyInDoubt();
        }
        // An entry that a worker is about to take is pending here and in nobody's hand: it is not to be found.
        boolean look = !newEntriesNext && !fetchNextGate.isUnderWay();
        List<StreamEntry> left = look ? pendingReclaimer.find(share(room)) : List.of();
        left.forEach(entry -> dispatch.toWorker(entry, asked));
        int rest = room - left.size();
        newEntriesNext = rest == 0;
        if (rest > 0 && !stopped && !paused && !inFlight.isOneAlone() && !pendingReclaimer.isAloneWanted()) {
            boolean hurry = !left.isEmpty() || pendingReclaimer.isMoreExpected();
            long block = hurry ? 1 : Math.min(limits.blockMillis(), pendingReclaimer.untilNextLookMillis());
            group.read(connection, rest, block).forEach(entry -> dispatch.toWorker(entry, asked));
        }
    }

    /** Half of the free workers, so that old entries never hold up the new ones, nor the other way round. */
    private static int share(int room) {
        return Math.max(1, room / 2);
    }

    private void failed(Throwable failure) {
        if (stopped) {
            return;
        }
        pendingReclaimer.replyInDoubt();
        groupCreated = false;
        boolean missing = ServerFailure.isGroupMissing(failure);
        if (missing && groupsMissing++ == 0) {
            LOG.warn("{}: the consumer group does not exist; it is recreated", group);
        } else {
            connected = false;
            boolean begins = retryState.failed(failure);
            connection.close();
            if (begins) {
                tell(failure);
            }
        }
        try {
            rest(missing ? AFTER_A_MISSING_GROUP_MILLIS : retryState.delayMillis());
        } catch (InterruptedException e) {
            LOG.debug("reader interrupted, stopped: {}", stopped);
        }
    }

    /** The loop outlives whoever is told. */
    private void tell(Throwable failure) {
        try {
            dispatch.cannotRead(failure);
        } catch (Throwable e) {
            LOG.warn("{}: the exception handler failed: {}", group, ServerFailure.describe(e));
        }
    }

    /** Waits until there may be something to do, at most the given time. */
    private void rest(long millis) throws InterruptedException {
        if (!stopped && wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    /** Tells the loop to look around now: a job has ended, or the reader is resumed or stopped. */
    public void wake() {
        wake.release();
    }

    /** Stops reading new entries until {@link #resume()}, and waits until the read that is under way has returned. */
    public void suspend() throws InterruptedException {
        paused = true;
        wake();
        long end = System.nanoTime() + (limits.blockMillis() + TICK_MILLIS) * 1_000_000;
        while ((!resting || fetchNextGate.isUnderWay()) && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    public void resume() {
        paused = false;
        wake();
    }

    public void stop() {
        stopped = true;
        wake();
    }

    /** Whether the loop has ticked lately; an outage of the server does not stop it. */
    boolean isAlive() {
        long silence = (System.nanoTime() - lastTick) / 1_000_000;
        return !ended && silence < limits.blockMillis() + 6 * ValkeyConnections.COMMAND_TIMEOUT_MILLIS;
    }

    /** Why nothing is read at the moment, in one line; null when the last look at the server went well. */
    @Nullable
    String trouble() {
        String trouble = limits.trouble().get();
        if (trouble != null) {
            return "reading is paused: " + trouble;
        }
        String reason = retryState.reason();
        return reason != null ? reason : connected ? null : "not connected yet";
    }
}
