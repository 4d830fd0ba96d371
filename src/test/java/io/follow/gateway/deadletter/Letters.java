package io.follow.gateway.deadletter;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.status.StatusHash;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The dead letters of one server, a client of the test's own, and a clock that stands still. */
public final class Letters implements AutoCloseable {

    public static final String JOBS = "image:process";
    public static final String DEAD = "image:process:dlq";
    public static final String FIRSTS = "image:process:replays";
    static final String EVENTS = "image:events";
    static final String NOW = "2026-02-24T10:00:00.000Z";

    final RedisClient client;
    public final RedisCommands<String, String> server;
    private final ValkeyConnections connections;

    public Letters(ValkeyServer valkey) {
        client = RedisClient.create(valkey.uri().toString());
        server = client.connect().sync();
        connections = new ValkeyConnections(client);
    }

    public ValkeyConnections connections() {
        return connections;
    }

    /** What an operator works with; each has the same server. */
    public DeadLetters operator() {
        StatusHash hashes = new StatusHash(
                "image:status:",
                EVENTS,
                Duration.ofHours(1),
                Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC),
                new ObjectMapper());
        return new DeadLetters(connections, new DeadLetterKeys(DEAD, JOBS), hashes::queued);
    }

    /** The fields of a job for an image. */
    public static Map<String, String> job(String image) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("image_id", image);
        fields.put("storage_key", "images/" + image + ".jpg");
        fields.put("source_key", "raw/" + image + ".jpg");
        fields.put("expected_content_type", "image/jpeg");
        return fields;
    }

    /** Adds a dead letter as the gateway writes it, and returns its id. */
    public String add(Map<String, String> job, String entryId) {
        return server.xadd(DEAD, deadFields(job, JOBS, entryId));
    }

    static Map<String, String> deadFields(Map<String, String> job, String stream, String entryId) {
        Map<String, String> fields = new LinkedHashMap<>(job);
        fields.put("dlq_reason", "SOURCE_NOT_FOUND");
        fields.put("dlq_error", "no object at raw/1.jpg");
        fields.put("dlq_delivery_count", "1");
        fields.put("dlq_at", NOW);
        fields.put("dlq_stream", stream);
        fields.put("dlq_entry_id", entryId);
        fields.put("dlq_consumer", "worker-1");
        return fields;
    }

    public List<StreamMessage<String, String>> entries(String stream) {
        return server.xrange(stream, Range.unbounded());
    }

    @Override
    public void close() {
        connections.close();
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }
}
