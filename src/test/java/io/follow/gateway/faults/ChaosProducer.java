package io.follow.gateway.faults;

import io.follow.gateway.contract.Job;
import io.follow.gateway.contract.JobClient;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Submits the jobs of a chaos run, in any state of the server. Chooses the entry ids itself, so that it can repeat a command
 * whose reply was lost without adding a job twice. Used by one thread; other threads may read its jobs after it has ended.
 */
final class ChaosProducer implements Runnable {

    /** Pauses while the stream holds more jobs, so that a run does not end with a long backlog. */
    private static final long LONGEST_BACKLOG = 300;

    private final JobClient jobClient;
    private final Random random;
    private final EnumSet<ChaosJobKind> drawn;
    private final DestroyedEntries destroyedEntries;
    private final Map<String, ChaosJobKind> kinds = new LinkedHashMap<>();
    private final List<SubmittedJob> submitted = new ArrayList<>();
    private SubmittedJob latestSmall;
    private volatile SubmittedJob latest;
    private long millis;
    private long number;

    /** @param drawn the kinds of jobs to draw from, in a fixed order */
    ChaosProducer(JobClient jobClient, Random random, EnumSet<ChaosJobKind> drawn, DestroyedEntries destroyedEntries) {
        this.jobClient = jobClient;
        this.random = random;
        this.drawn = EnumSet.copyOf(drawn);
        this.destroyedEntries = destroyedEntries;
        this.latestSmall = send(ChaosJobKind.SMALL, ChaosJobKind.SMALL.create(random));
    }

    @Override
    public void run() {
        if (JobClient.persistently(() -> jobClient.commands().xlen(JobClient.PROCESS)) < LONGEST_BACKLOG) {
            ChaosJobKind kind = ChaosJobKind.draw(random, drawn);
            Job job = kind == ChaosJobKind.DUPLICATE ? latestSmall.job() : kind.create(random);
            SubmittedJob added = send(kind, job);
            if (kind == ChaosJobKind.SMALL) {
                latestSmall = added;
            }
        }
    }

    private SubmittedJob send(ChaosJobKind kind, Job job) {
        // Ids must grow even if the clock is set back.
        millis = Math.max(millis, System.currentTimeMillis());
        String id = millis + "-" + ++number;
        JobClient.persistently(() -> addOnce(id, job));
        SubmittedJob added = new SubmittedJob(job, id);
        submitted.add(added);
        kinds.put(id, kind);
        latest = added;
        return added;
    }

    private String addOnce(String id, Job job) {
        try {
            return destroyedEntries.add(() -> jobClient.addWithId(id, job));
        } catch (RedisCommandExecutionException e) {
            if (String.valueOf(e.getMessage()).contains("equal or smaller")) {
                // The first command succeeded, its reply was lost.
                return id;
            }
            throw e;
        }
    }

    /** The job that was added last. Safe for any thread. */
    SubmittedJob latest() {
        return latest;
    }

    List<SubmittedJob> submitted() {
        return List.copyOf(submitted);
    }

    /** Empty for a job of another producer. */
    Optional<ChaosJobKind> kindOf(String jobId) {
        return Optional.ofNullable(kinds.get(jobId));
    }
}
