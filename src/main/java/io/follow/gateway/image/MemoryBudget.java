package io.follow.gateway.image;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Shares a fixed number of bytes between jobs, in the order in which they ask: a large one is not overtaken for ever by
 * small ones. Safe for use by several threads: everything that changes is guarded by one lock.
 */
public final class MemoryBudget {

    /** Share of the largest heap that pictures may fill: 70 %, the rest is for files, results and the program. */
    public static final double DEFAULT_HEAP_SHARE = 0.7;

    private final long total;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Condition> queue = new ArrayDeque<>();
    private long free;

    /** A budget of so many bytes, at least 1. */
    public MemoryBudget(long totalBytes) {
        if (totalBytes < 1) {
            throw new IllegalArgumentException("the memory budget is " + totalBytes + " bytes; expected at least 1");
        }
        this.total = totalBytes;
        this.free = totalBytes;
    }

    /** A budget of {@link #DEFAULT_HEAP_SHARE} of the largest heap this process may have. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget((long) (Runtime.getRuntime().maxMemory() * DEFAULT_HEAP_SHARE));
    }

    /**
     * Waits until so many bytes are free and all who asked before have theirs.
     *
     * @param bytes at least 0
     * @param patience the longest wait
     * @throws ImageException {@link ImageError#WORKER_TOO_SMALL} at once when it is more than the whole budget;
     *     {@link ImageError#PROCESS_FAILED}, to be tried again, when patience ran out
     * @throws InterruptedException when interrupted while waiting; nothing is charged then
     */
    public Lease acquire(long bytes, Duration patience) throws ImageException, InterruptedException {
        if (bytes < 0) {
            throw new IllegalArgumentException("cannot lease " + bytes + " bytes");
        }
        if (bytes > total) {
            throw new ImageException(
                    ImageError.WORKER_TOO_SMALL,
                    "decoding needs " + bytes + " bytes and this worker has " + total
                            + " for pictures; replay the job on a worker with a larger heap (-Xmx)");
        }
        lock.lockInterruptibly();
        try {
            if (!queue.isEmpty() || free < bytes) {
                await(bytes, patience);
            }
            free -= bytes;
            return new Lease(this, bytes);
        } finally {
            lock.unlock();
        }
    }

    private void await(long bytes, Duration patience) throws ImageException, InterruptedException {
        Condition turn = lock.newCondition();
        long left = patience.toNanos();
        queue.addLast(turn);
        try {
            while (!turn.equals(queue.peekFirst()) || free < bytes) {
                if (left <= 0) {
                    throw new ImageException(
                            ImageError.PROCESS_FAILED,
                            "decoding needs " + bytes + " bytes; " + free + " of " + total
                                    + " were free after a wait of " + patience.toMillis() + " ms");
                }
                left = turn.awaitNanos(left);
            }
        } finally {
            queue.remove(turn);
            // Whoever is first now may fit into what is left.
            signalFirst();
        }
    }

    private void release(long bytes) {
        lock.lock();
        try {
            free += bytes;
            signalFirst();
        } finally {
            lock.unlock();
        }
    }

    private void signalFirst() {
        Condition first = queue.peekFirst();
        if (first != null) {
            first.signal();
        }
    }

    /** All bytes of this budget. */
    public long totalBytes() {
        return total;
    }

    /** The bytes that nobody holds. */
    public long freeBytes() {
        lock.lock();
        try {
            return free;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for their turn. */
    public int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Bytes held by a job, given back once it is closed and no work that was started under it runs any more, see
     * {@link #hold()}. Safe for use by several threads: its state is guarded by the budget's lock.
     */
    public static final class Lease implements AutoCloseable {

        private final MemoryBudget budget;
        private final long bytes;
        private int holds = 1;
        private boolean closed;

        private Lease(MemoryBudget budget, long bytes) {
            this.budget = budget;
            this.bytes = bytes;
        }

        /** The bytes leased. */
        public long bytes() {
            return bytes;
        }

        /** Keeps the bytes charged until {@link #letGo()}, even when the lease is closed before. */
        void hold() {
            budget.lock.lock();
            try {
                if (holds == 0) {
                    throw new IllegalStateException("the lease has been given back");
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

        /** Gives the bytes back; more than one call does nothing more. */
        @Override
        public void close() {
            budget.lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    letGo();
                }
            } finally {
                budget.lock.unlock();
            }
        }
    }
}
