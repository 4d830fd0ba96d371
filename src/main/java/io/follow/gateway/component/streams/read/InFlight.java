package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.entry.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a consumer that are running or waiting for a redelivery. The reader adds jobs, the thread that completes
 * an exchange removes them, and the heartbeat reads them: hence the concurrent map and the synchronized set.
 */
public final class InFlight {

    private static final int MOST_UNSETTLED = 10_000;

    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    /**
     * Ids of entries that ended unsettled. If there are too many, the oldest is removed, and is then merely claimed
     * earlier.
     */
    private final Set<String> unsettled =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST_UNSETTLED;
                }
            }));

    /** A delivery and its exchange. Two jobs are equal only if they are the same object. */
    public static final class Job {
        private final Delivery delivery;
        private final Exchange exchange;
        private final boolean alone;
        private final AtomicReference<End> end = new AtomicReference<>(End.NONE);
        private final AtomicInteger hands = new AtomicInteger();
        private volatile boolean released;
        private volatile long leftAt = System.nanoTime();

        private enum End {
            NONE,
            COMPLETED,
            GIVEN_UP
        }

        public Job(Delivery delivery, Exchange exchange, boolean alone) {
            this.delivery = delivery;
            this.exchange = exchange;
            this.alone = alone;
        }

        public Delivery delivery() {
            return delivery;
        }

        public Exchange exchange() {
            return exchange;
        }

        /** Releases the job: its exchange can only complete, and its entry is handed over. */
        void release() {
            released = true;
            exchange.setRouteStop(true);
        }

        public boolean isReleased() {
            return released;
        }

        /** Records that the job is held by a worker, by the queue of the workers, or by the timer of its redelivery. */
        public void taken() {
            hands.incrementAndGet();
        }

        /** Records that one of them no longer holds the job. */
        public void left() {
            leftAt = System.nanoTime();
            hands.decrementAndGet();
        }

        /** Returns for how long none of them has held the job although it has not ended; 0 while it is held. */
        long forsakenMillis() {
            long since = leftAt;
            return hands.get() > 0 || end.get() != End.NONE ? 0 : (System.nanoTime() - since) / 1_000_000;
        }

        /** Ends the job; true only the first time. */
        public boolean complete() {
            return end.compareAndSet(End.NONE, End.COMPLETED);
        }

        /** Ends the job without its exchange, which may complete late or never; true only the first time. */
        public boolean giveUp() {
            return end.compareAndSet(End.NONE, End.GIVEN_UP);
        }

        public boolean isGivenUp() {
            return end.get() == End.GIVEN_UP;
        }
    }

    public void add(Job job) {
        unsettled.remove(job.delivery().entryId());
        jobs.put(job.delivery().entryId(), job);
    }

    public void remove(Job job) {
        jobs.remove(job.delivery().entryId(), job);
    }

    /** Removes a job that ended without being settled; its entry stays pending for its idle time. */
    public void removeUnsettled(Job job) {
        unsettled.add(job.delivery().entryId());
        remove(job);
    }

    @Nullable
    public Job get(String entryId) {
        return jobs.get(entryId);
    }

    public int size() {
        return jobs.size();
    }

    /** The number of jobs in flight that must run alone. */
    public int onesAlone() {
        return (int) jobs.values().stream().filter(job -> job.alone).count();
    }

    /** Whether a job in flight must run alone. */
    boolean isOneAlone() {
        return jobs.values().stream().anyMatch(job -> job.alone);
    }

    /** The ids of the entries in flight. */
    List<String> entryIds() {
        return new ArrayList<>(jobs.keySet());
    }

    /** The ids of the entries in flight, and of those that ended unsettled and wait for their idle time. */
    List<String> knownEntryIds() {
        List<String> known = entryIds();
        synchronized (unsettled) {
            known.addAll(unsettled);
        }
        return known;
    }

    /** The jobs that have not been held for the given time. */
    public List<Job> forsaken(long millis) {
        return jobs.values().stream()
                .filter(job -> job.forsakenMillis() > millis)
                .toList();
    }

    public List<Delivery> held() {
        return jobs.values().stream()
                .map(Job::delivery)
                .filter(Delivery::isHeld)
                .toList();
    }

    public void loseAll() {
        jobs.values().forEach(job -> job.delivery().lost());
    }
}
