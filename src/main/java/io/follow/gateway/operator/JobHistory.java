package io.follow.gateway.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last {@value #KEPT} jobs of a pipeline that ended in this process, in memory. Safe for use by several threads: what
 * is kept is guarded by one lock, which is not held while percentiles are computed.
 */
public final class JobHistory {

    /** How many jobs are kept. */
    static final int KEPT = 1000;

    /** What the charts show as well. */
    private static final Duration SPAN = Duration.ofMinutes(10);

    private static final int HALF = 50;
    private static final int MOST = 95;
    private static final int NEARLY_ALL = 99;

    private final Clock clock;
    private final Map<String, JobRun> runs = new LinkedHashMap<>();

    public JobHistory(Clock clock) {
        this.clock = clock;
    }

    /**
     * The distribution of the duration of one step, in milliseconds with one decimal.
     *
     * @param jobs how many jobs ran the step
     */
    public record Percentiles(int jobs, double p50, double p95, double p99) {}

    /** A job has ended. */
    public void add(JobRun run) {
        synchronized (runs) {
            // A job that ends again, as after a failover, moves to the end.
            runs.remove(run.jobId());
            runs.put(run.jobId(), run);
            if (runs.size() > KEPT) {
                runs.remove(runs.keySet().iterator().next());
            }
        }
    }

    /** How a job ended; empty when it ended elsewhere or too long ago. */
    public Optional<JobRun> find(String jobId) {
        synchronized (runs) {
            return Optional.ofNullable(runs.get(jobId));
        }
    }

    /** The percentiles of each step over the jobs of the last ten minutes, in the order of the steps. */
    public Map<String, Percentiles> percentiles() {
        Instant from = clock.instant().minus(SPAN);
        Map<String, List<Long>> nanos = new LinkedHashMap<>();
        for (JobRun run : all()) {
            if (run.endedAt().isAfter(from)) {
                run.stepNanos().forEach((step, time) -> nanos.computeIfAbsent(step, name -> new ArrayList<>())
                        .add(time));
            }
        }
        Map<String, Percentiles> percentiles = new LinkedHashMap<>();
        nanos.forEach((step, times) -> percentiles.put(step, of(times)));
        return percentiles;
    }

    private List<JobRun> all() {
        synchronized (runs) {
            return List.copyOf(runs.values());
        }
    }

    private static Percentiles of(List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Percentiles(
                sorted.length, percentile(sorted, HALF), percentile(sorted, MOST), percentile(sorted, NEARLY_ALL));
    }

    /** The nearest rank: the least value that is not exceeded by {@code percent} of all. */
    private static double percentile(long[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return JobCounters.millis(sorted[Math.max(0, rank - 1)]);
    }
}
