package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.ServerFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects a stalled consumer: jobs are queued, workers are free, and nothing has progressed for 30 s. It does not look
 * for a cause, so it also detects unforeseen ones. A worker that waits for a resource, such as memory, counts as free,
 * and its job as waiting. Run by the consumer's timer, read by health checks: hence volatile.
 */
public final class StallDetector implements Runnable {

    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Interval of the checks. */
    public static final long EVERY_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(StallDetector.class);

    private final String subject;
    private final Duration patience;
    private final Sources sources;

    /** Id of the oldest undelivered entry at the last check, and since when it has been the oldest. */
    private volatile @Nullable First first;

    private volatile @Nullable String trouble;

    private record First(String entryId, long since) {}

    /**
     * The inputs of the detector.
     *
     * @param nanos the current {@link System#nanoTime()}
     * @param work the state of the workers
     * @param reading whether the consumer wants entries; false while it is paused or a job runs alone
     * @param firstInLine the id of the oldest undelivered entry, empty if there is none; null if the server is
     *     unavailable
     */
    public record Sources(
            LongSupplier nanos,
            Supplier<Work> work,
            BooleanSupplier reading,
            Supplier<@Nullable CompletionStage<String>> firstInLine) {}

    /**
     * The state of the workers of a consumer.
     *
     * @param lastMove the {@link System#nanoTime()} at which a job last started, ended or was postponed
     * @param idle workers without a job
     * @param parked jobs that wait for a redelivery
     * @param working jobs on running workers
     * @param waiting jobs on workers that wait for a resource, with its name
     * @param lost workers whose thread does not return from a step, until the process restarts
     * @param allLost whether these are all workers
     */
    public record Work(
            long lastMove,
            int idle,
            int parked,
            List<String> working,
            List<String> waiting,
            int lost,
            boolean allLost) {}

    public StallDetector(String subject, Duration patience, Sources sources) {
        this.subject = subject;
        this.patience = patience;
        this.sources = sources;
    }

    @Override
    public void run() {
        Work work = sources.work().get();
        long now = sources.nanos().getAsLong();
        if (!sources.reading().getAsBoolean() || now - work.lastMove() < patience.toNanos() / 2) {
            first = null;
            judge(work, now);
            return;
        }
        CompletionStage<String> asked = sources.firstInLine().get();
        if (asked == null) {
            judge(work, now);
            return;
        }
        asked.whenComplete((entryId, failure) -> {
            if (failure == null) {
                saw(entryId, now);
            } else {
                LOG.debug("{}: first in line: {}", subject, ServerFailure.describe(failure));
            }
            judge(work, now);
        });
    }

    private void saw(String entryId, long now) {
        First seen = first;
        if (entryId.isEmpty()) {
            first = null;
        } else if (seen == null || !seen.entryId().equals(entryId)) {
            first = new First(entryId, now);
        }
    }

    private void judge(Work work, long now) {
        String found = stalled(work, now);
        String before = trouble;
        trouble = found;
        if (found != null && before == null) {
            LOG.warn("{}: {}", subject, found);
        } else if (found == null && before != null) {
            LOG.info("{}: work has resumed", subject);
        }
    }

    private @Nullable String stalled(Work work, long now) {
        if (work.allLost()) {
            return "all workers hang (" + work.lost() + "), the process must be restarted";
        }
        long still = now - work.lastMove();
        if (still < patience.toNanos() || !sources.reading().getAsBoolean()) {
            return null;
        }
        First oldest = first;
        boolean notTaken = work.idle() > 0 && oldest != null && now - oldest.since() >= patience.toNanos() / 2;
        boolean allWait = work.working().isEmpty() && !work.waiting().isEmpty();
        if (!notTaken && !allWait) {
            return null;
        }
        return "nothing has progressed for " + Duration.ofNanos(still).toSeconds() + " s although jobs are waiting: "
                + description(work, oldest);
    }

    private static String description(Work work, @Nullable First oldest) {
        Stream<String> workers =
                Stream.concat(work.waiting().stream(), work.working().stream().map(job -> job + " is running"));
        Stream<String> counts = Stream.of(
                work.idle() == 0 ? "" : "free workers: " + work.idle(),
                work.lost() == 0 ? "" : "workers that hang: " + work.lost(),
                work.parked() == 0 ? "" : "jobs waiting for a retry: " + work.parked(),
                oldest == null ? "" : "next in the stream: " + oldest.entryId());
        return Stream.concat(workers, counts).filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
    }

    /** Returns in one line what is stalled; null if work progresses or there is none. */
    @Nullable
    String trouble() {
        return trouble;
    }
}
