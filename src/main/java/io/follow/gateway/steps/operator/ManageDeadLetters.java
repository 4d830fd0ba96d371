package io.follow.gateway.steps.operator;

import io.follow.gateway.deadletter.DeadLetterView;
import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.deadletter.Replay;
import io.follow.gateway.deadletter.Replay.Outcome;
import io.follow.gateway.deadletter.ReplaySummary;
import io.follow.gateway.intake.OwnedSources;
import io.follow.gateway.job.JobException;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.steps.http.HttpProblem;
import io.follow.gateway.storage.Stores;
import io.lettuce.core.RedisException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator's calls about dead letters. Each answers what becomes the JSON of the response. */
public final class ManageDeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.operator");
    private static final int DEFAULT_PAGE = 50;

    private final PerPipeline<DeadLetters> letters;
    private final BiFunction<String, String, DeadLetters> ofWebhook;
    private final Stores stores;
    private final OwnedSources sources;
    private final Pipelines pipelines;

    /** @param ofWebhook gives the letters of a webhook by the names of its pipeline and of itself */
    public ManageDeadLetters(
            PerPipeline<DeadLetters> letters,
            BiFunction<String, String, DeadLetters> ofWebhook,
            Stores stores,
            OwnedSources sources,
            Pipelines pipelines) {
        this.letters = letters;
        this.ofWebhook = ofWebhook;
        this.stores = stores;
        this.sources = sources;
        this.pipelines = pipelines;
    }

    /** A page of dead letters: {@code dead_letters}, and {@code next} to go on after, or null. */
    public Map<String, @Nullable Object> list(OperatorCall call) throws HttpProblem, InterruptedException {
        int count = call.count() == null ? DEFAULT_PAGE : number(call.count());
        try {
            var page = lettersOf(call).list(call.after(), count);
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
            return lettersOf(call).show(id(call)).orElseThrow(ManageDeadLetters::gone);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /** Puts one back into the stream of jobs and answers the new job's id. */
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
            LOG.info("letter {} is sent to the webhook {} again", replay.letterId(), call.webhook());
            return Map.of("id", replay.letterId(), "replay_id", job);
        }
        LOG.info("dead letter {} replayed as job {}", replay.letterId(), job);
        return Map.of("id", replay.letterId(), "job_id", job);
    }

    private DeadLetters lettersOf(OperatorCall call) {
        String webhook = call.webhook();
        return webhook == null ? letters.of(call.pipeline()) : ofWebhook.apply(call.pipeline(), webhook);
    }

    private Replay replayed(OperatorCall call) throws HttpProblem, InterruptedException {
        try {
            return lettersOf(call).replay(id(call));
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    /** Puts back all that are there now. */
    public Map<String, Object> replayAll(OperatorCall call) throws InterruptedException {
        ReplaySummary summary = lettersOf(call).replayAll();
        LOG.info(
                "{} dead letters replayed, {} refused",
                summary.replayed(),
                summary.refused().size());
        List<Map<String, String>> refused = summary.refused().stream()
                .map(replay -> Map.of(
                        "id", replay.letterId(),
                        "code", replay.outcome().name(),
                        "message", replay.outcome().description()))
                .toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("replayed", summary.replayed());
        answer.put("gone", summary.gone());
        answer.put("refused", refused);
        return answer;
    }

    /** Deletes one for good, and its source if that is the gateway's own, from the store of its pipeline. */
    public Map<String, Object> delete(OperatorCall call) throws HttpProblem, InterruptedException {
        return delete(
                call, pipelines.find(call.pipeline()).map(Pipeline::source).orElse(null));
    }

    /**
     * Deletes one for good, and its source if that is the gateway's own.
     *
     * @param store where the source is; null leaves it there
     */
    public Map<String, Object> delete(OperatorCall call, @Nullable String store)
            throws HttpProblem, InterruptedException {
        String id = id(call);
        try {
            DeadLetterView deadLetterView = lettersOf(call).show(id).orElseThrow(ManageDeadLetters::gone);
            if (!lettersOf(call).delete(id)) {
                throw gone();
            }
            if (store != null && call.webhook() == null) {
                removeSource(deadLetterView, store);
            }
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
        LOG.info("dead letter {} deleted", id);
        return Map.of("id", id, "deleted", true);
    }

    private void removeSource(DeadLetterView deadLetterView, String store) throws InterruptedException {
        try {
            sources.remove(
                    deadLetterView.field("dlq_stream"),
                    deadLetterView.field("dlq_entry_id"),
                    deadLetterView.field("source_key"),
                    stores.open(store));
        } catch (JobException | RedisException e) {
            LOG.warn(
                    "the source of dead letter {} stays until it is swept: {}",
                    deadLetterView.id(),
                    String.valueOf(e.getMessage()));
        }
    }

    private static String id(OperatorCall call) {
        String id = call.id();
        return id == null ? "" : id;
    }

    private static int number(String text) throws HttpProblem {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw HttpProblem.malformed("count is no whole number, expected 1 to " + DeadLetters.LARGEST_PAGE);
        }
    }

    private static HttpProblem malformed(IllegalArgumentException failure) {
        return HttpProblem.malformed(String.valueOf(failure.getMessage()));
    }

    private static HttpProblem gone() {
        return HttpProblem.notFound(Outcome.GONE.description());
    }
}
