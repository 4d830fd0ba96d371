package io.follow.gateway.cli;

import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.job.JobId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The words that follow {@code dead-letters}, understood.
 *
 * @param action what to do
 * @param id the dead letter, null for list and for all
 * @param all whether every dead letter is meant
 * @param after the id after which a list begins; null for the beginning
 * @param count how many are listed
 * @param json whether programs read the answer
 */
public record DeadLettersWords(
        Action action, @Nullable String id, boolean all, @Nullable String after, int count, boolean json) {

    /** What can be done. */
    public enum Action {
        LIST,
        SHOW,
        REPLAY,
        DELETE,
        HELP
    }

    static final String USAGE =
            """
            usage: java -jar image-gateway.jar dead-letters COMMAND [--json]

              list [--after ID] [--count N]   the oldest 50, or N of those after ID
              show ID                         every field of one
              replay ID | --all               put it, or all, back into the stream of jobs
              delete ID                       delete it for good

            The gateway's environment variables say where the server is. Without them it is the one that a gateway
            started on the same data directory. Exit codes: 0 done, 1 not done, 2 not understood.
            """;

    private static final int DEFAULT_COUNT = 50;

    /**
     * Reads the words.
     *
     * @throws UsageException when one is unknown, missing or too many
     */
    public static DeadLettersWords parse(String... words) throws UsageException {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(words));
        boolean json = rest.removeIf("--json"::equals);
        if (rest.removeIf(word -> word.equals("--help") || word.equals("-h"))) {
            return new DeadLettersWords(Action.HELP, null, false, null, DEFAULT_COUNT, json);
        }
        Action action = action(rest.poll());
        if (action == Action.LIST) {
            return list(rest, json);
        }
        String word = rest.poll();
        boolean all = action == Action.REPLAY && "--all".equals(word);
        if (!rest.isEmpty()) {
            throw new UsageException("found \"" + rest.peek() + "\", expected nothing more");
        }
        return new DeadLettersWords(action, all ? null : id(word), all, null, DEFAULT_COUNT, json);
    }

    private static DeadLettersWords list(Deque<String> rest, boolean json) throws UsageException {
        String after = null;
        int count = DEFAULT_COUNT;
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--after" -> after = id(rest.poll());
                case "--count" -> count = count(rest.poll());
                default -> throw new UsageException("found \"" + option + "\", expected --after, --count or --json");
            }
        }
        return new DeadLettersWords(Action.LIST, null, false, after, count, json);
    }

    private static Action action(@Nullable String word) throws UsageException {
        for (Action action : Action.values()) {
            if (action.name().toLowerCase(Locale.ROOT).equals(word)) {
                return action;
            }
        }
        throw new UsageException((word == null ? "found no command" : "found \"" + word + "\"")
                + ", expected list, show, replay or delete");
    }

    private static String id(@Nullable String word) throws UsageException {
        if (word == null) {
            throw new UsageException("found no id, expected one such as 1771927200000-0");
        }
        try {
            return JobId.parse(word).toString();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static int count(@Nullable String word) throws UsageException {
        try {
            int count = Integer.parseInt(String.valueOf(word));
            if (count >= 1 && count <= DeadLetters.LARGEST_PAGE) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(expectedCount(word));
        }
        throw new UsageException(expectedCount(word));
    }

    private static String expectedCount(@Nullable String word) {
        return "--count is " + word + ", expected 1 to " + DeadLetters.LARGEST_PAGE;
    }
}
