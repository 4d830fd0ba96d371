package io.follow.gateway.contract;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.awaitility.pollinterval.IterativePollInterval;

/** Adds jobs and reads their results and statuses, as a producer does. */
public final class JobClient implements AutoCloseable {

    public static final String PROCESS = "image:process";
    public static final String RESULT = "image:result";
    public static final String DEAD_LETTERS = "image:process:dlq";
    public static final String EVENTS = "image:events";
    public static final String STATUS = "image:status:";
    public static final String GROUP = "gateway-workers";

    private static final String ADD_AND_TAKE =
            """
            local id = redis.call('XADD', KEYS[1], '*', unpack(ARGV, 4))
            redis.call('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'STREAMS', KEYS[1], '>')
            redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id, 'IDLE', 600000, 'RETRYCOUNT', ARGV[3], 'JUSTID')
            return id
            """;

    /** The whole stream may hold hundreds of entries, of which one is asked for. */
    private static final String WHERE =
            """
            local found = {}
            for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
              local fields = entry[2]
              for i = 1, #fields, 2 do
                if fields[i] == ARGV[1] and fields[i + 1] == ARGV[2] then
                  found[#found + 1] = fields
                  break
                end
              end
            end
            return found
            """;

    private static final Duration SHORTEST_POLL = Duration.ofMillis(10);
    private static final Duration LONGEST_POLL = Duration.ofMillis(50);

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RedisClient client;
    private final RedisCommands<String, String> commands;

    public JobClient(URI server) {
        this(RedisURI.create(server));
    }

    public JobClient(RedisURI server) {
        client = RedisClient.create(server);
        commands = client.connect().sync();
    }

    /** The connection, for all other commands. */
    public RedisCommands<String, String> commands() {
        return commands;
    }

    public RedisClient client() {
        return client;
    }

    public static String statusKey(Job job) {
        return STATUS + job.imageId();
    }

    /** Adds a job and returns the id of its entry. */
    public String add(Job job) {
        return commands.xadd(PROCESS, job.fields());
    }

    /** Adds a job under an id of the producer's choice. */
    public String addWithId(String jobId, Job job) {
        return commands.xadd(PROCESS, new XAddArgs().id(jobId), job.fields());
    }

    /** Adds a job that is pending for a worker that no longer exists, with a delivery count. */
    public String addTakenBy(String deadWorker, int deliveries, Job job) {
        List<String> arguments = new ArrayList<>(List.of(GROUP, deadWorker, Integer.toString(deliveries)));
        job.fields().forEach((name, value) -> arguments.addAll(List.of(name, value)));
        return commands.eval(
                ADD_AND_TAKE, ScriptOutputType.VALUE, new String[] {PROCESS}, arguments.toArray(String[]::new));
    }

    /** Waits until the job has ended and returns its only result. */
    public Map<String, String> resultOf(String jobId) {
        awaitEnd(jobId);
        List<Map<String, String>> results = resultsOf(jobId);
        if (results.size() != 1) {
            throw new AssertionError("job " + jobId + " has " + results.size() + " results: " + results);
        }
        return results.get(0);
    }

    public List<Map<String, String>> resultsOf(String jobId) {
        return bodiesWhere(RESULT, "job_id", jobId);
    }

    /** The results of an image. */
    List<Map<String, String>> resultsOfImage(String image) {
        return bodiesWhere(RESULT, "image_id", image);
    }

    public List<Map<String, String>> deadLettersOf(String jobId) {
        return bodiesWhere(DEAD_LETTERS, "dlq_entry_id", jobId);
    }

    public Map<String, String> statusOf(Job job) {
        return commands.hgetall(statusKey(job));
    }

    public boolean hasEnded(String jobId) {
        return commands.xrange(PROCESS, Range.create(jobId, jobId)).isEmpty();
    }

    public void awaitEnd(String jobId) {
        eventually(() -> hasEnded(jobId));
    }

    /**
     * Waits until the server has written to its file what it took: while the disk is busy, it holds that back for up to two
     * seconds, and a kill takes it along.
     */
    public void awaitWritten() {
        eventually(() -> commands.info("persistence").contains("aof_buffer_length:0\r"));
    }

    public long pending() {
        return commands.xpending(PROCESS, GROUP).getCount();
    }

    public List<Map<String, String>> bodies(String stream) {
        return commands.xrange(stream, Range.unbounded()).stream()
                .map(StreamMessage::getBody)
                .toList();
    }

    private List<Map<String, String>> bodiesWhere(String stream, String field, String value) {
        List<List<String>> found =
                commands.evalReadOnly(WHERE, ScriptOutputType.MULTI, new String[] {stream}, field, value);
        return found.stream().map(JobClient::body).toList();
    }

    private static Map<String, String> body(List<String> fields) {
        Map<String, String> body = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i += 2) {
            body.put(fields.get(i), fields.get(i + 1));
        }
        return body;
    }

    /** Retries a command until it succeeds: the server may be down, hanging, loading, full or read-only. */
    public static <T> T persistently(Supplier<T> command) {
        while (true) {
            try {
                return command.get();
            } catch (RedisException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** Asks often at first, because most is done at once, and less often later: each question costs time of the same cores. */
    public static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(IterativePollInterval.iterative(JobClient::longer, SHORTEST_POLL))
                .until(condition);
    }

    private static Duration longer(Duration poll) {
        Duration twice = poll.multipliedBy(2);
        return twice.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : twice;
    }

    @Override
    public void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
