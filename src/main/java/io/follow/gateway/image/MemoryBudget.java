package io.follow.gateway.image;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Shares a fixed number of bytes between jobs, first come, first served within a queue, so that small requests do not
 * starve a large one. Waiting queues are served in turn, so that many requests of one queue do not starve another.
 * Thread-safe: all mutable state is guarded by one lock.
 */
public final class MemoryBudget {

    /** The share of the maximum heap for pictures: 70 %. The rest is for files, results and the program. */
    public static final double DEFAULT_HEAP_SHARE = 0.7;

    private final long total;
    private final ReentrantLock lock = new ReentrantLock();

    private final FairQueues queues = new FairQueues();

    private long free;

    /** Creates a budget of the given size, at least 1 byte. */
    public MemoryBudget(long totalBytes) {
        if (totalBytes < 1) {
            throw new IllegalArgumentException("the memory budget is " + totalBytes + " bytes; expected at least 1");
        }
        this.total = totalBytes;
        this.free = totalBytes;
    }

    /** Creates a budget of {@link #DEFAULT_HEAP_SHARE} of the maximum heap of this process. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget((long) (Runtime.getRuntime().maxMemory() * DEFAULT_HEAP_SHARE));
    }

    /**
     * Waits until enough bytes are free and it is this request's turn.
     *
     * @param name the queue to wait in
     * @param bytes at least 0
     * @param patience the maximum wait
     * @throws ImageException {@link ImageError#WORKER_TOO_SMALL} immediately if the request exceeds the whole budget;
     *     {@link ImageError#PROCESS_FAILED}, which is retried, if the wait timed out
     * @throws InterruptedException if interrupted while waiting; nothing is charged in this case
     */
    public Lease acquire(String name, long bytes, Duration patience) throws ImageException, InterruptedException {
        return acquire(name, bytes, 0, patience);
    }

    /**
     * Does the same for a request that has bytes already.
     *
     * @param held the bytes that are not returned before this request ends: it fails immediately if both exceed the budget
     */
    public Lease acquire(String name, long bytes, long held, Duration patience)
            throws ImageException, InterruptedException {
        if (bytes < 0) {
            throw new IllegalArgumentException("cannot lease " + bytes + " bytes");
        }
        if (bytes + held > total) {
            throw new ImageException(
                    ImageError.WORKER_TOO_SMALL,
                    "decoding needs " + bytes + " bytes" + (held > 0 ? " beside " + held + " for the same image" : "")
                            + " and this worker has " + total
                            + " for pictures; replay the job on a worker with a larger heap (-Xmx)");
        }
        lock.lockInterruptibly();
        try {
            if (!queues.isEmpty() || free < bytes) {
                await(name, bytes, patience);
            }
            free -= bytes;
            return new Lease(new Charge(this, bytes));
        } finally {
            lock.unlock();
        }
    }

    private void await(String name, long bytes, Duration patience) throws ImageException, InterruptedException {
        Condition turn = lock.newCondition();
        long left = patience.toNanos();
        queues.join(name, turn);
        try {
            while (!queues.isNext(turn) || free < bytes) {
                if (left <= 0) {
                    throw new ImageException(
                            ImageError.PROCESS_FAILED,
                            "decoding needs " + bytes + " bytes; " + free + " of " + total
                                    + " were free after a wait of " + patience.toMillis() + " ms");
                }
                left = turn.awaitNanos(left);
            }
        } finally {
            queues.leave(name, turn);
            // The next request may fit into what is left.
            queues.signalNext();
        }
    }

    private Charge overdraw(long bytes) {
        lock.lock();
        try {
            free -= bytes;
            return new Charge(this, bytes);
        } finally {
            lock.unlock();
        }
    }

    private void release(long bytes) {
        lock.lock();
        try {
            free += bytes;
            queues.signalNext();
        } finally {
            lock.unlock();
        }
    }

    /** The size of this budget. */
    public long totalBytes() {
        return total;
    }

    /** The free bytes; negative while results of shared pictures exceed the budget. */
    public long freeBytes() {
        lock.lock();
        try {
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** The number of waiting requests. */
    public int waiting() {
        lock.lock();
        try {
            return queues.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Bytes leased to a job. They are returned when the lease and all that {@link #share() share} it are closed and no
     * stage that holds one is running, see {@link #hold()}. Thread-safe: guarded by the budget's lock.
     */
    public static final class Lease implements AutoCloseable {

        private final Charge charge;
        private boolean closed;

        private Lease(Charge charge) {
            this.charge = charge;
        }

        /** The bytes leased. */
        public long bytes() {
            return charge.bytes;
        }

        /** Another lease of the same bytes. They are charged once, until both are closed. */
        public Lease share() {
            hold();
            return new Lease(charge);
        }

        /**
         * Returns a lease for the result that is made from the leased bytes: this lease, which covers the result,
         * unless the bytes are shared. Branches that share the bytes make separate results; such a result is charged
         * immediately, even beyond the budget, because a job that waits for bytes while it holds others could wait for
         * itself.
         */
        public Lease forResult(long bytes) {
            return charge.isShared() ? new Lease(charge.budget.overdraw(bytes)) : this;
        }

        /** Keeps the bytes charged until {@link #letGo()}, even if the lease is closed earlier. */
        void hold() {
            charge.hold();
        }

        void letGo() {
            charge.letGo();
        }

        /** Returns the bytes, unless they are shared or held. Idempotent. */
        @Override
        public void close() {
            charge.budget.lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    charge.letGo();
                }
            } finally {
                charge.budget.lock.unlock();
            }
        }
    }

    /** Bytes that are charged while anyone holds them. */
    private static final class Charge {

        private final MemoryBudget budget;
        private final long bytes;
        private int holds = 1;

        Charge(MemoryBudget budget, long bytes) {
            this.budget = budget;
            this.bytes = bytes;
        }

        boolean isShared() {
            budget.lock.lock();
            try {
                return holds > 1;
            } finally {
                budget.lock.unlock();
            }
        }

        void hold() {
            budget.lock.lock();
            try {
                if (holds == 0) {
                    throw new IllegalStateException("the lease is closed");
                }
                holds++;
            } finally {
                budget.lock.unlock();
            }
        }

        void letGo() {
            budget.lock.lock();
            try {
                holds--;
                if (holds == 0) {
                    budget.release(bytes);
                }
            } finally {
                budget.lock.unlock();
            }
        }
    }
}
