package io.follow.gateway.component.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that a consumer has in hand: running, or waiting for their next attempt. The reader adds, whichever thread
 * completes an exchange removes, the heartbeat looks: hence the concurrent map.
 */
final class InFlight {

    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final Set<String> unsettled = ConcurrentHashMap.newKeySet();

    /** A delivery and the exchange that carries it. Two jobs are the same only when they are the same object. */
    static final class Job {
        private final Delivery delivery;
        private final Exchange exchange;
        private final boolean alone;

        Job(Delivery delivery, Exchange exchange, boolean alone) {
            this.delivery = delivery;
            this.exchange = exchange;
            this.alone = alone;
        }

        /** Whether no other job of this consumer may run beside it. */
        boolean alone() {
            return alone;
        }

        Delivery delivery() {
            return delivery;
        }

        Exchange exchange() {
            return exchange;
        }
    }

    void add(Job job) {
        unsettled.remove(job.delivery().entryId());
        jobs.put(job.delivery().entryId(), job);
    }

    void remove(Job job) {
        jobs.remove(job.delivery().entryId(), job);
    }

    /** Removes a job that ended without being settled: its entry stays pending until its idle time is over. */
    void removeUnsettled(Job job) {
        unsettled.add(job.delivery().entryId());
        remove(job);
    }

    @Nullable
    Job get(String entryId) {
        return jobs.get(entryId);
    }

    int size() {
        return jobs.size();
    }

    /** The ids in hand. */
    List<String> entryIds() {
        return new ArrayList<>(jobs.keySet());
    }

    /** The ids in hand and those that wait, unsettled, for their idle time to be over. */
    List<String> knownEntryIds() {
        List<String> known = entryIds();
        known.addAll(unsettled);
        return known;
    }

    List<Delivery> held() {
        return jobs.values().stream()
                .map(Job::delivery)
                .filter(Delivery::isHeld)
                .toList();
    }

    void loseAll() {
        jobs.values().forEach(job -> job.delivery().lost());
    }
}
