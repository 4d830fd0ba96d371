package io.follow.gateway.cli;

import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.deadletter.Replay;
import io.follow.gateway.deadletter.Replay.Outcome;
import io.follow.gateway.deadletter.ReplaySummary;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dead-letters replay}: returns a dead letter, or all of them, to the job stream. */
@Command(name = "replay", description = "Replays a dead letter, or all of them, to the job stream.")
final class DeadLettersReplay extends DeadLettersSubcommand {

    @ArgGroup(multiplicity = "1")
    private Selection selection;

    /** Selects one dead letter or all of them. */
    private static final class Selection {

        @Parameters(paramLabel = "ID", converter = EntryIdConverter.class, description = "The id of the dead letter.")
        private @Nullable String id;

        @Option(names = "--all", required = true, description = "Replay all dead letters.")
        private boolean all;
    }

    @Override
    int run(DeadLetters letters) throws InterruptedException {
        String id = selection.id;
        return selection.all || id == null ? replayAll(letters) : replay(letters, id);
    }

    private int replay(DeadLetters letters, String id) throws InterruptedException {
        Replay replay = letters.replay(id);
        if (replay.outcome() != Outcome.REPLAYED || replay.jobId() == null) {
            err().println(id + ": " + replay.outcome().description());
            return NOT_DONE;
        }
        if (ofWebhook()) {
            return json() ? done(Map.of("id", id, "replay_id", replay.jobId())) : done(id + " replayed to the webhook");
        }
        return json()
                ? done(Map.of("id", id, "job_id", replay.jobId()))
                : done(id + " replayed as job " + replay.jobId());
    }

    private int replayAll(DeadLetters letters) throws InterruptedException {
        ReplaySummary summary = letters.replayAll();
        if (json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("replayed", summary.replayed());
            answer.put("gone", summary.gone());
            answer.put("refused", summary.refused().size());
            done(answer);
        } else {
            done(summary.replayed() + " replayed");
        }
        for (Replay refused : summary.refused()) {
            err().println(refused.letterId() + ": " + refused.outcome().description());
        }
        return summary.refused().isEmpty() ? DONE : NOT_DONE;
    }
}
