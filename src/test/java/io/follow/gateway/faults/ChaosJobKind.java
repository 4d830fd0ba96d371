package io.follow.gateway.faults;

import io.follow.gateway.contract.Job;
import java.util.Random;
import java.util.Set;

/** The kinds of jobs in the mix, how often each is drawn, and how each may end. */
enum ChaosJobKind {
    SMALL(700, "processed"),
    REAL_SIZE(70, "processed"),
    SLOW(30, "processed"),
    DUPLICATE(60, "processed"),
    OF_ANOTHER_TYPE(40, "INVALID_MAGIC_BYTES"),
    TRUNCATED(40, "DECODE_FAILED"),
    WITHOUT_SOURCE(30, "SOURCE_NOT_FOUND"),
    MALFORMED(30, "INVALID_JOB"),
    /** Never comes back from its decoder; a worker that is immune decodes it. */
    HANGING(2, "PROCESS_TIMEOUT"),
    /** Takes all of the heap; a worker that is immune decodes it. */
    GREEDY(2, "PROCESS_FAILED"),
    /** Kills whoever runs it; each one costs as many starts of a worker as there are deliveries. */
    POISON(1, "processed");

    private final int weight;
    private final String end;

    ChaosJobKind(int weight, String end) {
        this.weight = weight;
        this.end = end;
    }

    static ChaosJobKind draw(Random random, Set<ChaosJobKind> kinds) {
        int left = random.nextInt(kinds.stream().mapToInt(job -> job.weight).sum());
        for (ChaosJobKind job : kinds) {
            left -= job.weight;
            if (left < 0) {
                return job;
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }

    /**
     * Whether this kind of job may end so, {@code processed} or an error code: as it would without faults, or because
     * its worker was killed at each of its runs, or because there was no store at all of its tries.
     *
     * @param besideGreedyOnes whether a job may also find no memory at all of its tries
     */
    boolean mayEndAs(String found, boolean besideGreedyOnes) {
        boolean mayBeStored = "processed".equals(end) || isSpoiltByItsEngine();
        return end.equals(found)
                || "MAX_DELIVERIES_EXCEEDED".equals(found)
                || besideGreedyOnes && "PROCESS_FAILED".equals(found)
                || mayBeStored && Set.of("processed", "STORAGE_UPLOAD_FAILED").contains(found);
    }

    private boolean isSpoiltByItsEngine() {
        return this == HANGING || this == GREEDY;
    }

    /** A new job of this kind; a duplicate is made by sending another one again. */
    Job create(Random random) {
        return switch (this) {
            case SMALL, DUPLICATE -> FaultyJobs.plain().with("source_key", ChaosSources.SMALL);
            case REAL_SIZE -> FaultyJobs.plain().with("source_key", ChaosSources.realSize(random));
            case SLOW -> FaultyJobs.with(JobFault.LINGER, InjectionPoint.DECODE).with("source_key", ChaosSources.SMALL);
            case OF_ANOTHER_TYPE -> FaultyJobs.plain().with("source_key", ChaosSources.OF_ANOTHER_TYPE);
            case TRUNCATED -> FaultyJobs.plain().with("source_key", ChaosSources.TRUNCATED);
            case HANGING -> FaultyJobs.plain().with("source_key", ChaosSources.HANGING);
            case GREEDY -> FaultyJobs.plain().with("source_key", ChaosSources.GREEDY);
            case WITHOUT_SOURCE -> FaultyJobs.plain();
            case MALFORMED -> FaultyJobs.plain().without("storage_key");
            case POISON -> FaultyJobs.with(JobFault.HALT, InjectionPoint.DECODE).with("source_key", ChaosSources.SMALL);
        };
    }
}
