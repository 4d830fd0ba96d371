package io.follow.gateway.steps.operator;

import io.follow.gateway.deadletter.DeadLetterView;
import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.deadletter.Replay;
import io.follow.gateway.deadletter.Replay.Outcome;
import io.follow.gateway.deadletter.ReplaySummary;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.steps.http.HttpProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator API for dead letters. Each method returns the content of the JSON response. */
public final class ManageDeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.operator");
    private static final int DEFAULT_PAGE = 50;

    private final OperatorLetters letters;
    private final LetterRemoval removal;
    private final Pipelines pipelines;

    public ManageDeadLetters(OperatorLetters letters, LetterRemoval removal, Pipelines pipelines) {
        this.letters = letters;
        this.removal = removal;
        this.pipelines = pipelines;
    }

    /**
     * Returns a page of dead letters: {@code dead_letters}, and {@code next}, the id after which the next page starts,
     * or null.
     */
    public Map<String, @Nullable Object> list(OperatorCall call) throws HttpProblem, InterruptedException {
        int count = call.countOr(DEFAULT_PAGE, DeadLetters.LARGEST_PAGE);
        try {
            var page = letters.of(call).search(OperatorLetters.selectionOf(call), count);
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("dead_letters", page.letters());
            answer.put("next", page.next());
            return answer;
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /** One dead letter. */
    public DeadLetterView show(OperatorCall call) throws HttpProblem, InterruptedException {
        try {
            return letters.of(call).show(id(call)).orElseThrow(ManageDeadLetters::gone);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /** Replays a dead letter to the job stream and returns the id of the new job. */
    public Map<String, String> replay(OperatorCall call) throws HttpProblem, InterruptedException {
        Replay replay = replayed(call);
        String job = replay.jobId();
        if (replay.outcome() == Outcome.GONE || job == null) {
            throw replay.outcome().isRefusal()
                    ? HttpProblem.conflict(
                            replay.outcome().name(), replay.outcome().description())
                    : gone();
        }
        if (call.webhook() != null) {
            LOG.info("letter {} replayed to the webhook {}", replay.letterId(), call.webhook());
            return Map.of("id", replay.letterId(), "replay_id", job);
        }
        LOG.info("dead letter {} replayed as job {}", replay.letterId(), job);
        return Map.of("id", replay.letterId(), "job_id", job);
    }

    private Replay replayed(OperatorCall call) throws HttpProblem, InterruptedException {
        try {
            return letters.of(call).replay(id(call));
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /** Replays all dead letters that exist now. */
    public Map<String, @Nullable Object> replayAll(OperatorCall call) throws InterruptedException {
        ReplaySummary summary = letters.of(call).replayAll();
        LOG.info(
                "{} dead letters replayed, {} refused",
                summary.replayed(),
                summary.refused().size());
        return Replays.asMap(summary);
    }

    /** Deletes a dead letter permanently and, if the gateway owns it, its source from the store of its pipeline. */
    public Map<String, Object> delete(OperatorCall call) throws HttpProblem, InterruptedException {
        return delete(
                call, pipelines.find(call.pipeline()).map(Pipeline::source).orElse(null));
    }

    /**
     * Deletes a dead letter permanently, and its source if the gateway owns it.
     *
     * @param store the store of the source; null keeps the source
     */
    public Map<String, Object> delete(OperatorCall call, @Nullable String store)
            throws HttpProblem, InterruptedException {
        String id = id(call);
        try {
            DeadLetters own = letters.of(call);
            DeadLetterView letter = own.show(id).orElseThrow(ManageDeadLetters::gone);
            if (!removal.remove(own, letter, call.webhook() == null ? store : null)) {
                throw gone();
            }
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
        LOG.info("dead letter {} deleted", id);
        return Map.of("id", id, "deleted", true);
    }

    private static String id(OperatorCall call) {
        String id = call.id();
        return id == null ? "" : id;
    }

    private static HttpProblem malformed(IllegalArgumentException failure) {
        return HttpProblem.malformed(String.valueOf(failure.getMessage()));
    }

    private static HttpProblem gone() {
        return HttpProblem.notFound(Outcome.GONE.description());
    }
}
