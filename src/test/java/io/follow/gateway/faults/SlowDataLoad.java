package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.JobClient;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;

/** Makes a server load its data slowly ({@code DEBUG RELOAD} with a delay for each key) and answer {@code LOADING}. */
final class SlowDataLoad implements AutoCloseable {

    private static final String FILL =
            "for i = 1, 200 do redis.call('SETEX', 'filler:' .. i, 300, string.rep('x', 2000) .. i) end";

    private final ValkeyServer server;
    private final StatefulRedisConnection<String, String> own;
    private final RedisFuture<String> loaded;

    private SlowDataLoad(ValkeyServer server, StatefulRedisConnection<String, String> own) {
        this.server = server;
        this.own = own;
        CommandArgs<String, String> reload = new CommandArgs<>(StringCodec.UTF8).add("RELOAD");
        this.loaded = own.async().dispatch(CommandType.DEBUG, new StatusOutput<>(StringCodec.UTF8), reload);
    }

    /** Starts to load, which takes about the given time unless it is closed before. */
    static SlowDataLoad begin(ValkeyServer server, JobClient jobClient, Duration length) {
        server.command("EVAL", FILL, "0");
        long micros = length.toMillis() * 1_000 / Long.parseLong(server.command("DBSIZE"));
        // A compressed key has a few bytes, and the server would serve its clients every few seconds only.
        server.command("CONFIG", "SET", "rdbcompression", "no");
        server.command("CONFIG", "SET", "loading-process-events-interval-bytes", "1024");
        server.command("CONFIG", "SET", "key-load-delay", Long.toString(Math.max(1, micros)));
        return new SlowDataLoad(server, jobClient.client().connect());
    }

    boolean isUnderWay() {
        return !loaded.isDone();
    }

    /** Loads the rest at full speed and waits for it. */
    @Override
    public void close() {
        server.command("CONFIG", "SET", "key-load-delay", "0");
        await("loaded").atMost(FaultEnvironment.LIMIT).until(loaded::isDone);
        own.close();
        assertThat(loaded.getError()).as("what kept the server from loading").isNull();
    }
}
