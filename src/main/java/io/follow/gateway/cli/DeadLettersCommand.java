package io.follow.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.deadletter.DeadLetterPage;
import io.follow.gateway.deadletter.DeadLetterView;
import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.deadletter.Replay;
import io.follow.gateway.deadletter.Replay.Outcome;
import io.follow.gateway.deadletter.ReplaySummary;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command {@code dead-letters}: lists, shows, replays and deletes the jobs that could not be finished. */
public final class DeadLettersCommand {

    /** The first word, by which the program knows that it is not to start a gateway. */
    public static final String NAME = "dead-letters";

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;

    private final DeadLetters letters;
    private final PrintStream out;
    private final PrintStream err;
    private final ObjectMapper json = new ObjectMapper();

    public DeadLettersCommand(DeadLetters letters, PrintStream out, PrintStream err) {
        this.letters = letters;
        this.out = out;
        this.err = err;
    }

    /** How the command is used, several lines. */
    public static String usage() {
        return DeadLettersWords.USAGE;
    }

    /**
     * Does what the words say.
     *
     * @return the exit code: 0 when it was done, otherwise 1
     */
    public int run(DeadLettersWords words) throws InterruptedException {
        String id = words.id() == null ? "" : words.id();
        return switch (words.action()) {
            case HELP -> throw new IllegalArgumentException("help needs no server");
            case LIST -> list(words);
            case SHOW -> show(id, words.json());
            case REPLAY -> words.all() ? replayAll(words.json()) : replay(id, words.json());
            case DELETE -> delete(id, words.json());
        };
    }

    private int list(DeadLettersWords words) throws InterruptedException {
        DeadLetterPage page = letters.list(words.after(), words.count());
        if (words.json()) {
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("dead_letters", page.letters());
            answer.put("next", page.next());
            print(answer);
            return DONE;
        }
        if (page.letters().isEmpty()) {
            out.println("no dead letters");
            return DONE;
        }
        Table table = new Table().row("ID", "AT", "IMAGE", "REASON", "RUNS", "ERROR");
        for (DeadLetterView deadLetterView : page.letters()) {
            table.row(
                    deadLetterView.id(),
                    deadLetterView.field("dlq_at"),
                    deadLetterView.field("image_id"),
                    deadLetterView.field("dlq_reason"),
                    deadLetterView.field("dlq_delivery_count"),
                    deadLetterView.field("dlq_error"));
        }
        table.lines().forEach(out::println);
        if (page.next() != null) {
            out.println("more: dead-letters list --after " + page.next());
        }
        return DONE;
    }

    private int show(String id, boolean asJson) throws InterruptedException {
        Optional<DeadLetterView> found = letters.show(id);
        if (found.isEmpty()) {
            return gone(id);
        }
        if (asJson) {
            print(found.get());
            return DONE;
        }
        Table table = new Table().row("id", found.get().id());
        found.get().fields().forEach(table::row);
        table.lines().forEach(out::println);
        return DONE;
    }

    private int replay(String id, boolean asJson) throws InterruptedException {
        Replay replay = letters.replay(id);
        if (replay.outcome() != Outcome.REPLAYED || replay.jobId() == null) {
            err.println(id + ": " + replay.outcome().description());
            return NOT_DONE;
        }
        if (asJson) {
            print(Map.of("id", id, "job_id", replay.jobId()));
        } else {
            out.println(id + " replayed as job " + replay.jobId());
        }
        return DONE;
    }

    private int replayAll(boolean asJson) throws InterruptedException {
        ReplaySummary summary = letters.replayAll();
        if (asJson) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("replayed", summary.replayed());
            answer.put("gone", summary.gone());
            answer.put("refused", summary.refused().size());
            print(answer);
        } else {
            out.println(summary.replayed() + " replayed");
        }
        for (Replay refused : summary.refused()) {
            err.println(refused.letterId() + ": " + refused.outcome().description());
        }
        return summary.refused().isEmpty() ? DONE : NOT_DONE;
    }

    private int delete(String id, boolean asJson) throws InterruptedException {
        if (!letters.delete(id)) {
            return gone(id);
        }
        if (asJson) {
            print(Map.of("id", id, "deleted", true));
        } else {
            out.println(id + " deleted");
        }
        return DONE;
    }

    private int gone(String id) {
        err.println(id + ": " + Outcome.GONE.description());
        return NOT_DONE;
    }

    private void print(Object answer) {
        try {
            out.println(json.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers can always be written as JSON", e);
        }
    }
}
