package io.follow.gateway.operator;

import io.follow.gateway.job.WireTime;
import io.lettuce.core.RedisException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last ten minutes, in memory. Safe for use by several threads: what is kept is guarded by one lock, which is not held
 * while the server is asked.
 */
public final class Samples {

    /** From one sample to the next. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final int KEPT = 60;

    private final JobQueue queue;
    private final JobCounters tally;
    private final Clock clock;
    private final Deque<Sample> kept = new ArrayDeque<>();

    /** Written by the timer, read by whoever asks. */
    private volatile @Nullable QueueState latest;

    public Samples(JobQueue queue, JobCounters tally, Clock clock) {
        this.queue = queue;
        this.tally = tally;
        this.clock = clock;
    }

    /** Takes a sample. To be called by one thread, once in each interval. */
    public void take() throws InterruptedException {
        Optional<QueueState> state = look();
        latest = state.orElse(null);
        Sample sample = sample(state, tally.take());
        synchronized (kept) {
            kept.add(sample);
            if (kept.size() > KEPT) {
                kept.remove();
            }
        }
    }

    /** The interval that has not ended yet: the state of the server now, and what was counted so far. */
    public Sample now() throws InterruptedException {
        return sample(look(), tally.soFar());
    }

    private Sample sample(Optional<QueueState> state, JobCounters.Counts counts) {
        return new Sample(
                WireTime.format(clock.instant()),
                state.map(QueueState::waiting).orElse(null),
                state.map(QueueState::inFlight).orElse(null),
                state.map(QueueState::oldestInFlightAgeMs).orElse(null),
                counts.processed(),
                counts.failed(),
                counts.stepMillis());
    }

    /** The jobs when the last sample was taken; null before the first, and when the server did not answer it. */
    public @Nullable QueueState latest() {
        return latest;
    }

    /** What is kept, the oldest first. */
    public List<Sample> all() {
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    /** Empty when the server does not answer: the reader says so in the log, and the gap shows in the samples. */
    private Optional<QueueState> look() throws InterruptedException {
        try {
            return Optional.of(queue.look());
        } catch (RedisException e) {
            return Optional.empty();
        }
    }
}
