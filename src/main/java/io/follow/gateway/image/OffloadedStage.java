package io.follow.gateway.image;

import io.follow.gateway.image.MemoryBudget.Lease;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A stage on a thread that its caller can abandon. The shared state is guarded by its lock. */
final class OffloadedStage<T> implements Runnable {

    private final StageExecutor.Stage<T> stage;
    private final ImageError unforeseen;
    private final Lease lease;
    private final AtomicInteger stuck;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private @Nullable Thread worker;
    private StageOutcome<T> outcome = StageOutcome.none();
    private boolean done;
    private boolean abandoned;

    OffloadedStage(StageExecutor.Stage<T> stage, ImageError unforeseen, Lease lease, AtomicInteger stuck) {
        this.stage = stage;
        this.unforeseen = unforeseen;
        this.lease = lease;
        this.stuck = stuck;
    }

    @Override
    public void run() {
        begin();
        StageOutcome<T> reached = StageOutcome.none();
        try {
            reached = StageOutcome.of(stage, unforeseen);
        } finally {
            end(reached);
        }
    }

    T await(Duration limit) throws ImageException, InterruptedException {
        boolean inTime = false;
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!done && left > 0) {
                left = ended.awaitNanos(left);
            }
            inTime = done;
        } finally {
            if (!inTime) {
                abandon();
            }
            lock.unlock();
        }
        return result(inTime, limit);
    }

    private T result(boolean inTime, Duration limit) throws ImageException {
        lock.lock();
        try {
            if (!inTime) {
                throw StageExecutor.passed(limit);
            }
            return outcome.get();
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        lock.lock();
        try {
            worker = Thread.currentThread();
            if (abandoned) {
                worker.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private void abandon() {
        abandoned = true;
        if (!done) {
            stuck.incrementAndGet();
            if (worker != null) {
                worker.interrupt();
            }
        }
    }

    private void end(StageOutcome<T> reached) {
        boolean late;
        lock.lock();
        try {
            done = true;
            worker = null;
            late = abandoned;
            if (!late) {
                outcome = reached;
            }
            lease.letGo();
            ended.signalAll();
        } finally {
            lock.unlock();
        }
        if (late) {
            reached.discard();
            stuck.decrementAndGet();
        }
    }
}
