package io.follow.gateway.operator;

import io.follow.gateway.job.WireTime;
import io.follow.gateway.operator.StreamReport.Group;
import io.lettuce.core.RedisException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The last ten minutes, in memory. Safe for use by several threads: what is kept is guarded by one lock, which is not held
 * while the server is asked.
 */
public final class Samples {

    /** From one sample to the next. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final int KEPT = 60;

    private final StreamReports reports;
    private final JobCounters tally;
    private final Clock clock;
    private final Deque<Sample> kept = new ArrayDeque<>();

    public Samples(StreamReports reports, JobCounters tally, Clock clock) {
        this.reports = reports;
        this.tally = tally;
        this.clock = clock;
    }

    /** Takes a sample. To be called by one thread, once in each interval. */
    public void take() throws InterruptedException {
        Optional<Group> workers = workers();
        Sample sample = sample(workers, tally.take());
        synchronized (kept) {
            kept.add(sample);
            if (kept.size() > KEPT) {
                kept.remove();
            }
        }
    }

    /** The interval that has not ended yet: the state of the server now, and what was counted so far. */
    public Sample now() throws InterruptedException {
        return sample(workers(), tally.soFar());
    }

    private Sample sample(Optional<Group> workers, JobCounters.Counts counts) {
        return new Sample(
                WireTime.format(clock.instant()),
                workers.map(Group::backlog).orElse(null),
                workers.map(Group::pending).orElse(null),
                workers.map(Group::oldestPendingAgeMs).orElse(null),
                counts.processed(),
                counts.failed(),
                counts.stepMillis());
    }

    /** What is kept, the oldest first. */
    public List<Sample> all() {
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    /** Empty when the server does not answer: the reader says so in the log, and the gap shows in the samples. */
    private Optional<Group> workers() throws InterruptedException {
        try {
            return reports.workersGroup();
        } catch (RedisException e) {
            return Optional.empty();
        }
    }
}
