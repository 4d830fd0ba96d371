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
 * The jobs that a consumer has in hand: running, or waiting for their next try. The reader adds, whichever thread
 * completes an exchange removes, the heartbeat looks: hence the concurrent map and the synchronized set.
 */
public final class InFlight {

    private static final int MOST_UNSETTLED = 10_000;

    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    /** Ids that ended unsettled; the oldest is forgotten when there are too many, and is then only taken up sooner. */
    private final Set<String> unsettled =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                    return size() > MOST_UNSETTLED;
                }
            }));

    /** A delivery and the exchange that carries it. Two jobs are the same only when they are the same object. */
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

        /** Gives the job up: its exchange only completes from now on, and its entry is handed over. */
        void release() {
            released = true;
            exchange.setRouteStop(true);
        }

        public boolean isReleased() {
            return released;
        }

        /** Somebody has the job from now on: a worker, the queue before the workers, or the clock of its next try. */
        public void taken() {
            hands.incrementAndGet();
        }

        /** One of those who had the job has it no more. */
        public void left() {
            leftAt = System.nanoTime();
            hands.decrementAndGet();
        }

        /** How long nobody has had the job although it has not ended; 0 while somebody has it. */
        long forsakenMillis() {
            long since = leftAt;
            return hands.get() > 0 || end.get() != End.NONE ? 0 : (System.nanoTime() - since) / 1_000_000;
        }

        /** True for the first end only. */
        public boolean complete() {
            return end.compareAndSet(End.NONE, End.COMPLETED);
        }

        /** Ends the job without its exchange, which may complete late or never. True for the first end only. */
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

    /** Removes a job that ended without being settled: its entry stays pending until its idle time is over. */
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

    /** The jobs in hand beside which no other may run. */
    public int onesAlone() {
        return (int) jobs.values().stream().filter(job -> job.alone).count();
    }

    /** Whether a job is in hand beside which no other may run. */
    boolean isOneAlone() {
        return jobs.values().stream().anyMatch(job -> job.alone);
    }

    /** The ids in hand. */
    List<String> entryIds() {
        return new ArrayList<>(jobs.keySet());
    }

    /** The ids in hand and those that wait, unsettled, for their idle time to be over. */
    List<String> knownEntryIds() {
        List<String> known = entryIds();
        synchronized (unsettled) {
            known.addAll(unsettled);
        }
        return known;
    }

    /** The jobs that nobody has had for so long. */
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
