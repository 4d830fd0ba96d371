package io.follow.gateway.faults;

import io.follow.gateway.contract.Job;
import io.follow.gateway.contract.Wire;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Sends the jobs of the mix, whatever state the server is in. Each entry gets an id of ours, so that a command whose
 * reply was lost can be repeated without adding a job twice. Used by one thread; what it sent may be read when that
 * thread has ended.
 */
final class MixProducer implements Runnable {

    /** With more jobs in the stream it waits, so that the end of the mix is not the end of a long queue. */
    private static final long LONGEST_BACKLOG = 300;

    private final Wire wire;
    private final Random random;
    private final EnumSet<MixJob> drawn;
    private final Losses losses;
    private final Map<String, MixJob> kinds = new LinkedHashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private Sent latestSmall;
    private volatile Sent latest;
    private long millis;
    private long number;

    /** @param drawn the kinds of jobs to draw from, in an order that does not change */
    MixProducer(Wire wire, Random random, EnumSet<MixJob> drawn, Losses losses) {
        this.wire = wire;
        this.random = random;
        this.drawn = EnumSet.copyOf(drawn);
        this.losses = losses;
        this.latestSmall = send(MixJob.SMALL, MixJob.SMALL.create(random));
    }

    @Override
    public void run() {
        if (Wire.persistently(() -> wire.commands().xlen(Wire.PROCESS)) < LONGEST_BACKLOG) {
            MixJob kind = MixJob.draw(random, drawn);
            Job job = kind == MixJob.DUPLICATE ? latestSmall.job() : kind.create(random);
            Sent added = send(kind, job);
            if (kind == MixJob.SMALL) {
                latestSmall = added;
            }
        }
    }

    private Sent send(MixJob kind, Job job) {
        // A clock that is set back must not lead to an id that the server has seen.
        millis = Math.max(millis, System.currentTimeMillis());
        String id = millis + "-" + ++number;
        Wire.persistently(() -> addOnce(id, job));
        Sent added = new Sent(job, id);
        sent.add(added);
        kinds.put(id, kind);
        latest = added;
        return added;
    }

    private String addOnce(String id, Job job) {
        try {
            return losses.add(() -> wire.addWithId(id, job));
        } catch (RedisCommandExecutionException e) {
            if (String.valueOf(e.getMessage()).contains("equal or smaller")) {
                // Added before, by a command whose reply was lost.
                return id;
            }
            throw e;
        }
    }

    /** The job that was added last; may be asked by any thread. */
    Sent latest() {
        return latest;
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** Empty for a job that is not of the mix. */
    Optional<MixJob> kindOf(String jobId) {
        return Optional.ofNullable(kinds.get(jobId));
    }
}
