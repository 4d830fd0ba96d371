package io.follow.gateway.steps.operator;

import io.follow.gateway.deadletter.DeadLetterPage;
import io.follow.gateway.deadletter.DeadLetterView;
import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.deadletter.LetterCount;
import io.follow.gateway.deadletter.LetterSelection;
import io.follow.gateway.deadletter.ReplayBatch;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.steps.http.HttpProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator API for many dead letters. Each request processes a part and returns where the next one continues, so
 * that no request takes long, however many there are.
 */
public final class ManageLetterGroups {

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.operator");
    private static final int DEFAULT_BATCH = 500;

    private final OperatorLetters letters;
    private final LetterRemoval removal;
    private final Pipelines pipelines;

    public ManageLetterGroups(OperatorLetters letters, LetterRemoval removal, Pipelines pipelines) {
        this.letters = letters;
        this.removal = removal;
        this.pipelines = pipelines;
    }

    /** Returns the number of dead letters by reason. */
    public LetterCount count(OperatorCall call) throws HttpProblem, InterruptedException {
        try {
            return letters.of(call).count(OperatorLetters.selectionOf(call));
        } catch (IllegalArgumentException e) {
            throw HttpProblem.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Replays some of the selected dead letters: {@code replayed}, {@code gone}, {@code refused} and {@code next}. */
    public Map<String, @Nullable Object> replay(OperatorCall call) throws HttpProblem, InterruptedException {
        try {
            ReplayBatch batch = letters.of(call).replay(bounded(call), countOf(call));
            Map<String, @Nullable Object> answer = Replays.asMap(batch.summary());
            LOG.info(
                    "{} dead letters replayed, {} refused",
                    batch.summary().replayed(),
                    batch.summary().refused().size());
            answer.put("next", batch.next());
            return answer;
        } catch (IllegalArgumentException e) {
            throw HttpProblem.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Deletes some of those that are meant for good: {@code deleted}, {@code gone} and {@code next}. */
    public Map<String, @Nullable Object> delete(OperatorCall call) throws HttpProblem, InterruptedException {
        try {
            DeadLetters own = letters.of(call);
            DeadLetterPage page = own.search(bounded(call), countOf(call));
            String store = call.webhook() != null
                    ? null
                    : pipelines.find(call.pipeline()).map(Pipeline::source).orElse(null);
            long deleted = 0;
            for (DeadLetterView letter : page.letters()) {
                if (removal.remove(own, letter, store)) {
                    deleted++;
                }
            }
            LOG.info("{} dead letters deleted", deleted);
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("deleted", deleted);
            answer.put("gone", page.letters().size() - deleted);
            answer.put("next", page.next());
            return answer;
        } catch (IllegalArgumentException e) {
            throw HttpProblem.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Without an end, jobs that fail again meanwhile would be taken anew, and nobody would know how many are meant. */
    private static LetterSelection bounded(OperatorCall call) throws HttpProblem {
        if (call.parameter("until") == null) {
            throw HttpProblem.malformed(
                    "the parameter until is missing, expected the id of the last dead letter to include");
        }
        return OperatorLetters.selectionOf(call);
    }

    private static int countOf(OperatorCall call) throws HttpProblem {
        return call.countOr(DEFAULT_BATCH, DeadLetters.LARGEST_PAGE);
    }
}
