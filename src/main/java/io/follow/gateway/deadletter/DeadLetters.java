package io.follow.gateway.deadletter;

import io.follow.gateway.component.streams.client.LuaScript;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobId;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of a gateway. Each change is one script run, so that operators who work at the same time never replay
 * a job twice. Methods throw {@link io.lettuce.core.RedisException} when the server cannot be reached or refuses, and
 * {@link IllegalArgumentException} for an id that is none. Safe for use by several threads.
 */
public final class DeadLetters {

    /** The most that {@link #list} gives at once. */
    public static final int LARGEST_PAGE = 1000;

    /** How many one call looks at, at most: a search through many takes several calls. */
    static final int MOST_SCANNED = 10_000;

    private static final int SEARCH_BATCH = 200;

    private static final int MOST_COUNTED = 20_000;

    private static final LuaScript DELETE = LuaScript.beside(DeadLetters.class, "delete.lua");

    private final ValkeyConnections connections;
    private final DeadLetterKeys keys;
    private final Replayer replayer;
    private final LetterCounter counter;

    /**
     * @param connections stays its owner's to close
     * @param queued makes the status hash of an image whose job waits in the stream again; null writes none
     */
    public DeadLetters(
            ValkeyConnections connections, DeadLetterKeys keys, Function<ImageId, @Nullable HashWrite> queued) {
        this.connections = connections;
        this.keys = keys;
        this.replayer = new Replayer(connections, keys, queued);
        this.counter = new LetterCounter(connections, keys.letters());
    }

    /** The letters of a webhook, whose replay writes no status. */
    public static DeadLetters ofWebhook(ValkeyConnections connections, DeadLetterKeys keys) {
        return new DeadLetters(connections, keys, image -> null);
    }

    /**
     * Some dead letters, the oldest first ({@code XRANGE}).
     *
     * @param after the id after which to begin; null for the beginning
     * @param count how many, 1 to {@value #LARGEST_PAGE}
     */
    public DeadLetterPage list(@Nullable String after, int count) throws InterruptedException {
        return search(new LetterSelection(LetterFilter.ALL, after, null), count);
    }

    /**
     * Some of those that are meant, the oldest first. A page may have fewer of them than asked for, even none, and yet not
     * be the last.
     *
     * @param count how many, 1 to {@value #LARGEST_PAGE}
     */
    public DeadLetterPage search(LetterSelection selection, int count) throws InterruptedException {
        LetterBatch batch = select(selection, count);
        return new DeadLetterPage(
                batch.entries().stream().map(DeadLetterView::of).toList(), batch.next());
    }

    /** Counts those that are meant by reason. Stops after some ten thousand letters; the next call goes on from there. */
    public LetterCount count(LetterSelection selection) throws InterruptedException {
        return counter.count(selection, MOST_COUNTED);
    }

    /**
     * Replays some of those that are meant.
     *
     * @param count how many, 1 to {@value #LARGEST_PAGE}
     */
    public ReplayBatch replay(LetterSelection selection, int count) throws InterruptedException {
        LetterBatch batch = select(selection, count);
        ReplayRun run = new ReplayRun();
        for (int from = 0; from < batch.entries().size(); from += Replayer.BATCH) {
            int to = Math.min(from + Replayer.BATCH, batch.entries().size());
            run.add(replayer.replay(batch.entries().subList(from, to)));
        }
        return new ReplayBatch(run.summary(), batch.next());
    }

    /** One dead letter; empty when it is not there. */
    public Optional<DeadLetterView> show(String id) throws InterruptedException {
        return find(id).map(DeadLetterView::of);
    }

    /** Puts one dead letter back into the stream of jobs. Of two who try, one moves it and the other finds it gone. */
    public Replay replay(String id) throws InterruptedException {
        Optional<StreamMessage<String, String>> entry = find(id);
        return entry.isEmpty() ? new Replay(id, Replay.Outcome.GONE, null) : replayer.replay(entry.get());
    }

    /** Replays every dead letter that is there now. Those that are added meanwhile stay. */
    public ReplaySummary replayAll() throws InterruptedException {
        List<StreamMessage<String, String>> newest =
                connections.call(server -> server.xrevrange(keys.letters(), Range.unbounded(), Limit.from(1)));
        ReplayRun run = new ReplayRun();
        if (!newest.isEmpty()) {
            Boundary<String> upper = Boundary.including(newest.get(0).getId());
            Boundary<String> lower = Boundary.unbounded();
            List<StreamMessage<String, String>> batch = entries(Range.from(lower, upper), Replayer.BATCH);
            while (!batch.isEmpty()) {
                run.add(replayer.replay(batch));
                lower = Boundary.excluding(batch.get(batch.size() - 1).getId());
                batch = entries(Range.from(lower, upper), Replayer.BATCH);
            }
        }
        return run.summary();
    }

    /**
     * Deletes one dead letter for good.
     *
     * @return false when it is not there
     */
    public boolean delete(String id) throws InterruptedException {
        List<String> arguments = List.of(checked(id));
        Object answer =
                connections.call(server -> DELETE.run(server, List.of(keys.letters(), keys.firstEntries()), arguments));
        return Long.valueOf(1).equals(((List<?>) Objects.requireNonNull(answer)).get(0));
    }

    private LetterBatch select(LetterSelection selection, int count) throws InterruptedException {
        if (count < 1 || count > LARGEST_PAGE) {
            throw new IllegalArgumentException("count is " + count + ", expected 1 to " + LARGEST_PAGE);
        }
        Boundary<String> upper =
                selection.until() == null ? Boundary.unbounded() : Boundary.including(selection.until());
        int size = selection.filter().equals(LetterFilter.ALL) ? count : Math.max(count, SEARCH_BATCH);
        String position = selection.after();
        List<StreamMessage<String, String>> found = new ArrayList<>();
        for (int scanned = 0; scanned < MOST_SCANNED; scanned += size) {
            Boundary<String> lower = position == null ? Boundary.unbounded() : Boundary.excluding(position);
            List<StreamMessage<String, String>> batch = entries(Range.from(lower, upper), size);
            for (StreamMessage<String, String> entry : batch) {
                if (found.size() == count) {
                    return new LetterBatch(found, position);
                }
                position = entry.getId();
                if (selection.filter().admits(bodyOf(entry))) {
                    found.add(entry);
                }
            }
            if (batch.size() < size) {
                return new LetterBatch(found, null);
            }
            if (found.size() == count) {
                return new LetterBatch(found, position);
            }
        }
        return new LetterBatch(found, position);
    }

    private static Map<String, String> bodyOf(StreamMessage<String, String> entry) {
        Map<String, String> body = entry.getBody();
        return body == null ? Map.of() : body;
    }

    private Optional<StreamMessage<String, String>> find(String id) throws InterruptedException {
        String exact = checked(id);
        return entries(Range.create(exact, exact), 1).stream().findFirst();
    }

    private List<StreamMessage<String, String>> entries(Range<String> range, int count) throws InterruptedException {
        return connections.call(server -> server.xrange(keys.letters(), range, Limit.from(count)));
    }

    private static String checked(String id) {
        return JobId.parse(id).toString();
    }
}
