package io.follow.gateway.component.streams.write;

import io.follow.gateway.component.streams.client.Permissions;
import io.follow.gateway.component.streams.client.RequiredCommand;
import io.follow.gateway.component.streams.client.Script;
import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.Settlement;
import io.lettuce.core.RedisCommandExecutionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles one test entry with a result, a dead letter and a status, on separate keys that begin with the key of the
 * stream. If this fails, no jobs are read from the server. Used by the reader thread only.
 */
public final class SettleSelfTest {

    private static final Logger LOG = LoggerFactory.getLogger(SettleSelfTest.class);

    private static final String GROUP = "trial";
    private static final String FIELD = "trial";

    /** Much longer than a test takes, and short enough for keys that were left behind. */
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final ValkeyConnections connections;
    private final String consumer;
    private final List<String> keys;
    private boolean warned;

    /** @param stream the stream whose entries are settled; the keys of the test begin with its name */
    public SettleSelfTest(ValkeyConnections connections, String stream, String consumer) {
        this.connections = connections;
        this.consumer = consumer;
        this.keys = Stream.of("stream", "result", "dead-letters", "state")
                .map(name -> stream + ":trial:" + consumer + ":" + name)
                .toList();
    }

    /**
     * Runs the test once. If the user may not access the keys of the test, logs one warning and skips the test: {@link
     * Permissions} checks the keys of the jobs.
     *
     * @throws io.lettuce.core.RedisException with the error of the server, if settling fails
     * @throws IllegalStateException if settling succeeds without the expected effect
     */
    public void run() throws InterruptedException {
        if (!isAllowed()) {
            return;
        }
        List<?> begun = run(Script.TRIAL_BEGIN, List.of(GROUP, consumer, Long.toString(LIFE.toMillis())));
        String id = String.valueOf(begun.get(0));
        List<?> wrong;
        try {
            settle(id);
        } finally {
            wrong = run(Script.TRIAL_END, List.of(GROUP, id));
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("settling does not work on this server: "
                    + wrong.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        LOG.debug("settling works, tested on {}", keys);
    }

    private void settle(String id) throws InterruptedException {
        Delivery delivery = new Delivery(keys.get(0), GROUP, consumer, id, 1, Map.of(), true);
        HashWrite hash = new HashWrite(keys.get(3), FIELD, Map.of(FIELD, id), LIFE, null, "");
        Settlement settlement = new Settlement(Map.of(FIELD, id), Map.of(FIELD, id), AlsoWrite.of(hash));
        Settler.Targets targets = new Settler.Targets(keys.get(1), keys.get(2));
        Settler.tryOnce(connections, delivery, targets, settlement);
    }

    private boolean isAllowed() throws InterruptedException {
        List<RequiredCommand> needed = new ArrayList<>(Permissions.ofConsumer(keys.get(0), GROUP, true));
        for (String stream : keys.subList(0, 3)) {
            needed.addAll(Permissions.ofSettling(stream));
            needed.add(RequiredCommand.onKey("XGROUP CREATE", stream, GROUP, "0", "MKSTREAM"));
            needed.add(RequiredCommand.onKey("XRANGE", stream, "-", "+"));
        }
        needed.addAll(List.of(
                RequiredCommand.onKey("TYPE", keys.get(3)),
                RequiredCommand.onKey("HGET", keys.get(3), FIELD),
                RequiredCommand.onKey("HSET", keys.get(3), FIELD, "value")));
        for (String key : keys) {
            needed.add(RequiredCommand.onKey("DEL", key));
            needed.add(RequiredCommand.onKey("PEXPIRE", key, "1"));
        }
        try {
            Permissions.ask(connections, needed);
            return true;
        } catch (RedisCommandExecutionException e) {
            if (!String.valueOf(e.getMessage()).startsWith("NOPERM")) {
                throw e;
            }
            if (!warned) {
                warned = true;
                LOG.warn("settling is not tested before the first job is read: {}", ServerFailure.describe(e));
            }
            return false;
        }
    }

    private List<?> run(Script script, List<String> arguments) throws InterruptedException {
        Object answer = connections.call(server -> script.run(server, keys, arguments));
        return (List<?>) Objects.requireNonNull(answer, script::name);
    }
}
