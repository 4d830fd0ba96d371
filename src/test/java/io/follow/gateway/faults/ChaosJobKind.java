package io.follow.gateway.faults;

import io.follow.gateway.contract.Job;
import java.util.Random;
import java.util.Set;

/** The kinds of jobs of a chaos run, their weights and their expected ends. */
enum ChaosJobKind {
    SMALL(700, "processed"),
    REAL_SIZE(70, "processed"),
    SLOW(30, "processed"),
    DUPLICATE(60, "processed"),
    OF_ANOTHER_TYPE(40, "INVALID_MAGIC_BYTES"),
    TRUNCATED(40, "DECODE_FAILED"),
    WITHOUT_SOURCE(30, "SOURCE_NOT_FOUND"),
    MALFORMED(30, "INVALID_JOB"),
    /** Its decoder never returns; an immune worker decodes it. */
    HANGING(1, "PROCESS_TIMEOUT"),
    /** The same on a thread of its own. */
    HANGING_LARGE(1, "PROCESS_TIMEOUT"),
    /** Exhausts the heap; an immune worker decodes it. */
    GREEDY(2, "PROCESS_FAILED"),
    /** Kills every worker that runs it; each costs as many worker starts as there are deliveries. */
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
     * Whether a job of this kind may end with {@code processed} or an error code: as without faults, or because every run
     * killed its worker, or because the store failed on every attempt.
     *
     * @param besideGreedyOnes whether a job may also run out of memory on every attempt
     */
    boolean mayEndAs(String found, boolean besideGreedyOnes) {
        boolean mayBeStored = "processed".equals(end) || isSpoiltByItsEngine();
        return end.equals(found)
                || "MAX_DELIVERIES_EXCEEDED".equals(found)
                || besideGreedyOnes && "PROCESS_FAILED".equals(found)
                || mayBeStored && Set.of("processed", "STORAGE_UPLOAD_FAILED").contains(found);
    }

    private boolean isSpoiltByItsEngine() {
        return this == HANGING || this == HANGING_LARGE || this == GREEDY;
    }

    /** A new job of this kind; a duplicate submits another job again. */
    Job create(Random random) {
        return switch (this) {
            case SMALL, DUPLICATE -> FaultyJobs.plain().with("source_key", ChaosSources.SMALL);
            case REAL_SIZE -> FaultyJobs.plain().with("source_key", ChaosSources.realSize(random));
            case SLOW -> FaultyJobs.with(JobFault.LINGER, InjectionPoint.DECODE).with("source_key", ChaosSources.SMALL);
            case OF_ANOTHER_TYPE -> FaultyJobs.plain().with("source_key", ChaosSources.OF_ANOTHER_TYPE);
            case TRUNCATED -> FaultyJobs.plain().with("source_key", ChaosSources.TRUNCATED);
            case HANGING -> FaultyJobs.plain().with("source_key", ChaosSources.HANGING);
            case HANGING_LARGE -> FaultyJobs.plain().with("source_key", ChaosSources.HANGING_LARGE);
            case GREEDY -> FaultyJobs.plain().with("source_key", ChaosSources.GREEDY);
            case WITHOUT_SOURCE -> FaultyJobs.plain();
            case MALFORMED -> FaultyJobs.plain().without("storage_key");
            case POISON -> FaultyJobs.with(JobFault.HALT, InjectionPoint.DECODE).with("source_key", ChaosSources.SMALL);
        };
    }
}
