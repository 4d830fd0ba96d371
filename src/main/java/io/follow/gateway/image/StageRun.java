package io.follow.gateway.image;

import io.follow.gateway.image.MemoryBudget.Lease;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One stage on its way; what both threads touch is guarded by its lock. */
final class StageRun<T> implements Runnable {

    private final TimeLimit.Stage<T> stage;
    private final ImageError unforeseen;
    private final Lease lease;
    private final AtomicInteger stuck;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private @Nullable Thread worker;
    private @Nullable T result;
    private @Nullable ImageException failure;
    private boolean done;
    private boolean abandoned;

    StageRun(TimeLimit.Stage<T> stage, ImageError unforeseen, Lease lease, AtomicInteger stuck) {
        this.stage = stage;
        this.unforeseen = unforeseen;
        this.lease = lease;
        this.stuck = stuck;
    }

    @Override
    public void run() {
        begin();
        try {
            end(stage.run(), null);
        } catch (ImageException e) {
            end(null, e);
        } catch (OutOfMemoryError e) {
            end(
                    null,
                    new ImageException(
                            ImageError.PROCESS_FAILED, "the heap was exhausted while working on the picture", e));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            end(
                    null,
                    new ImageException(unforeseen, "unforeseen " + e.getClass().getSimpleName(), e));
        } catch (Error e) {
            end(
                    null,
                    new ImageException(
                            ImageError.PROCESS_FAILED,
                            "unforeseen " + e.getClass().getSimpleName(),
                            e));
        } finally {
            endAnyway();
        }
    }

    /** Where not even an exception could be made for want of memory. */
    private void endAnyway() {
        if (isOpen()) {
            end(null, null);
        }
    }

    private boolean isOpen() {
        lock.lock();
        try {
            return !done;
        } finally {
            lock.unlock();
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
        return outcome(inTime, limit);
    }

    private T outcome(boolean inTime, Duration limit) throws ImageException {
        lock.lock();
        try {
            if (!inTime) {
                throw new ImageException(
                        ImageError.PROCESS_TIMEOUT,
                        "a stage took longer than its limit of " + limit.toMillis() + " ms");
            }
            if (failure != null) {
                throw failure;
            }
            if (result == null) {
                // What the stage has seen says nothing about the picture: another try may go well.
                throw new ImageException(ImageError.PROCESS_FAILED, "the stage made nothing");
            }
            return result;
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

    private void end(@Nullable T made, @Nullable ImageException problem) {
        boolean late;
        lock.lock();
        try {
            done = true;
            worker = null;
            late = abandoned;
            result = late ? null : made;
            failure = problem;
            lease.letGo();
            ended.signalAll();
        } finally {
            lock.unlock();
        }
        if (late && made instanceof Releasable pixels) {
            pixels.close();
        }
        if (late) {
            stuck.decrementAndGet();
        }
    }
}
