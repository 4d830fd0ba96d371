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
 * The loop that reads entries for one consumer. It requests no more entries than there are free workers, so that no
 * entry ages in a local buffer. One thread runs it; fields that other threads read are volatile.
 */
public final class StreamReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

    /** Interval of the loop while no worker is free or reading is paused. */
    private static final long TICK_MILLIS = 500;

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
    private final GroupSetup groupSetup;
    private final Semaphore wake = new Semaphore(0);

    /** With a single free worker, stale and new entries alternate. */
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
        this.connection = connection;
        this.workers = workers;
        this.inFlight = inFlight;
        this.pendingReclaimer = pendingReclaimer;
        this.limits = limits;
        this.groupSetup = new GroupSetup(group, limits);
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
                    groupSetup.readSucceeded();
                    retryState.over();
                }
            } catch (InterruptedException e) {
                LOG.debug("reader interrupted, stopped: {}", stopped);
            } catch (Throwable e) {
                // The loop survives every error, even a full heap: without it, jobs would be owned and never run.
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
        // The job that released its worker may be the one that failed.
        return isNothingToBeRead() ? 0 : Math.max(0, Math.min(free, limits.maxInFlight() - inFlight.size()));
    }

    /**
     * Whether the reader requests entries: it is not paused, everything is available, and no job runs or must run
     * alone.
     */
    public boolean isReading() {
        return !stopped && !clearing && !isNothingToBeRead();
    }

    private boolean isNothingToBeRead() {
        return paused || limits.trouble().get() != null || inFlight.isOneAlone();
    }

    /** While all workers are busy, they fetch the next entries themselves, until other entries are due. */
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

    /** Whether a worker may fetch an entry itself; called only while {@link #awaitFree} waits. */
    public boolean isWelcome() {
        return isReading() && inFlight.size() <= limits.maxInFlight();
    }

    private void readOnce(int room) throws InterruptedException {
        groupSetup.prepare();
        SuspendAwareInstant asked = SuspendAwareInstant.now();
        if (fetchNextGate.takeReplyLost()) {
            pendingReclaimer.replyInDoubt();
        }
        // An entry that a worker is fetching is pending here and not in flight yet; it must not be found.
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

    /** Half of the free workers, so that stale entries never block new ones, or the reverse. */
    private static int share(int room) {
        return Math.max(1, room / 2);
    }

    private void failed(Throwable failure) {
        if (stopped) {
            return;
        }
        pendingReclaimer.replyInDoubt();
        boolean missing = ServerFailure.isGroupMissing(failure);
        if (groupSetup.isFirstLoss(missing)) {
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

    /** The loop survives errors of the listener. */
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

    /** Wakes the loop, because a job has ended, or the reader is resumed or stopped. */
    public void wake() {
        wake.release();
    }

    /** Stops reading new entries until {@link #resume()}, and waits for the current read to return. */
    public void suspend() throws InterruptedException {
        paused = true;
        wake();
        long end = System.nanoTime() + (limits.blockMillis() + TICK_MILLIS) * 1_000_000;
        while ((!resting || fetchNextGate.isUnderWay()) && System.nanoTime() - end < 0) {
            // Repeated, because a read may have begun after the first try.
            connection.endRead();
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
        connection.endRead();
    }

    /** Whether the loop has run recently; an outage of the server does not stop it. */
    boolean isAlive() {
        long silence = (System.nanoTime() - lastTick) / 1_000_000;
        return !ended && silence < limits.blockMillis() + 6 * ValkeyConnections.COMMAND_TIMEOUT_MILLIS;
    }

    /** Returns in one line why nothing is read; null if the last access to the server succeeded. */
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
