package io.follow.gateway.status;

import io.follow.gateway.component.streams.client.LuaScript;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.write.HashWriter;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.FailureCode;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.JobId;
import io.follow.gateway.job.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mends status hashes that stand in a middle stage although their job has left the stream, as after the stream was deleted
 * or a failover lost the last moments. It copies what the result stream says of the job; where that says nothing, the hash
 * is deleted. It never invents an end.
 *
 * <p>It looks only at jobs whose stage was written since they were looked at last ({@link HashWriter#indexOf}), so what
 * it costs does not grow with the number of hashes that are kept. No clock is asked: a job that has left the stream will
 * not write its stage again, and one that has ended has left the stream together with its result.
 */
public final class StatusReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(StatusReconciler.class);
    private static final LuaScript GONE = LuaScript.beside(StatusReconciler.class, "gone.lua");
    private static final LuaScript STANDING = LuaScript.beside(StatusReconciler.class, "standing.lua");
    private static final LuaScript RESULTS = LuaScript.beside(StatusReconciler.class, "results.lua");
    private static final LuaScript MEND = LuaScript.beside(StatusReconciler.class, "reconcile.lua");

    private static final int PAGE = 200;

    /** Bounds what is held in memory and sent in one script; the next run goes on. */
    private static final int MOST_AT_ONCE = 1_000;

    /** Leaves the server to others between two pages. */
    private static final long PAUSE_MILLIS = 50;

    private static final String STAGES_LEFT_ALONE = Stream.of(Stage.values())
            .filter(stage -> stage.isEnd() || stage == Stage.QUEUED)
            .map(Stage::wireName)
            .collect(Collectors.joining(",", ",", ","));

    private final ValkeyConnections connections;
    private final StatusHash hashes;
    private final Names names;
    private final String states;

    /**
     * What things are called.
     *
     * @param process the stream of jobs
     * @param result the stream of results
     * @param status what stands before the image id in the key of a status hash
     */
    public record Names(String process, String result, String status) {}

    /** A hash in a middle stage. */
    private record Standing(String key, JobId job, String stage) {}

    public StatusReconciler(ValkeyConnections connections, StatusHash hashes, Names names) {
        this.connections = connections;
        this.hashes = hashes;
        this.names = names;
        this.states = HashWriter.indexOf(names.process());
    }

    /**
     * Looks once at the jobs whose stage was written; returns how many hashes were mended or deleted.
     *
     * @throws io.lettuce.core.RedisException when the server cannot be reached
     */
    public int reconcile() throws InterruptedException {
        List<Standing> standing = standing();
        Map<String, Map<String, String>> results = resultsOf(standing);
        int mended = 0;
        for (Standing one : standing) {
            if (mend(one, results.get(one.job().toString()))) {
                mended++;
            }
        }
        if (mended > 0) {
            LOG.info("{} status hashes of jobs that have ended were repaired", mended);
        }
        return mended;
    }

    private List<Standing> standing() throws InterruptedException {
        List<Standing> standing = new ArrayList<>();
        String cursor = "0";
        do {
            String from = cursor;
            List<String> gone = texts(connections.call(server ->
                    GONE.run(server, List.of(states, names.process()), List.of(from, Integer.toString(PAGE)))));
            cursor = gone.get(0);
            standing.addAll(standing(gone.subList(1, gone.size())));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } while (!cursor.equals("0") && standing.size() < MOST_AT_ONCE);
        return standing;
    }

    /** @param gone id and status hash of each job */
    private List<Standing> standing(List<String> gone) throws InterruptedException {
        List<String> keys = new ArrayList<>(List.of(states));
        List<String> arguments = new ArrayList<>(List.of(STAGES_LEFT_ALONE));
        for (int i = 0; i < gone.size(); i += 2) {
            arguments.add(gone.get(i));
            keys.add(gone.get(i + 1));
        }
        if (gone.isEmpty()) {
            return List.of();
        }
        List<String> found = texts(connections.call(server -> STANDING.run(server, keys, arguments)));
        List<Standing> standing = new ArrayList<>();
        for (int i = 0; i < found.size(); i += 3) {
            standing.add(new Standing(found.get(i + 1), JobId.parse(found.get(i)), found.get(i + 2)));
        }
        return standing;
    }

    /** The results of those jobs that have one, by job; one walk along the results serves all of them. */
    private Map<String, Map<String, String>> resultsOf(List<Standing> standing) throws InterruptedException {
        Map<String, Map<String, String>> found = new HashMap<>();
        @Nullable
        String from = standing.stream()
                .map(Standing::job)
                .min(Comparator.naturalOrder())
                .map(JobId::toString)
                .orElse(null);
        while (from != null && found.size() < standing.size()) {
            List<String> arguments = new ArrayList<>(List.of(from, Integer.toString(PAGE)));
            standing.forEach(one -> arguments.add(one.job().toString()));
            List<?> page = (List<?>) Objects.requireNonNull(
                    connections.call(server -> RESULTS.run(server, List.of(names.result()), arguments)));
            page.stream()
                    .skip(2)
                    .map(StatusReconciler::fields)
                    .forEach(result -> found.put(result.get("job_id"), result));
            from = ((Number) page.get(1)).intValue() < PAGE ? null : String.valueOf(page.get(0));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return found;
    }

    private boolean mend(Standing standing, @Nullable Map<String, String> result) throws InterruptedException {
        String image = standing.key().startsWith(names.status())
                ? standing.key().substring(names.status().length())
                : "";
        List<String> arguments = new ArrayList<>(List.of(standing.job().toString(), standing.stage()));
        HashWrite end =
                result == null || !ImageId.isUsable(image) ? null : endOf(new ImageId(image), standing.job(), result);
        Duration life = end == null ? Duration.ZERO : end.timeToLive();
        arguments.add(Long.toString(life.toMillis()));
        arguments.add(end == null || end.channel() == null ? "" : end.channel());
        arguments.add(end == null ? "" : end.message());
        if (end != null) {
            end.fields().forEach((name, value) -> {
                arguments.add(name);
                arguments.add(value);
            });
        }
        List<String> answer = texts(connections.call(
                server -> MEND.run(server, List.of(standing.key(), names.process(), states), arguments)));
        return List.of("MENDED", "DELETED").contains(answer.get(0));
    }

    private HashWrite endOf(ImageId image, JobId job, Map<String, String> result) {
        if ("processed".equals(result.get("status"))) {
            return hashes.at(image, job.toString(), Stage.DONE);
        }
        FailureCode code = FailureCode.named(result.getOrDefault("error_code", ErrorCode.PROCESS_FAILED.name()));
        return hashes.failed(
                image, job.toString(), new JobException(code, result.getOrDefault("error_message", code.name())));
    }

    private static Map<String, String> fields(Object flat) {
        List<String> words = texts(flat);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i += 2) {
            fields.put(words.get(i), words.get(i + 1));
        }
        return fields;
    }

    private static List<String> texts(@Nullable Object answer) {
        return ((List<?>) Objects.requireNonNull(answer))
                .stream().map(String::valueOf).toList();
    }
}
