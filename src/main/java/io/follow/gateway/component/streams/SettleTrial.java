package io.follow.gateway.component.streams;

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
 * Ends one entry with everything that settling can bring, result, dead letter and state, on keys of its own below the
 * stream's: a server on which that does not work is not one to read jobs from. Only its reader's thread uses it.
 */
final class SettleTrial {

    private static final Logger LOG = LoggerFactory.getLogger(SettleTrial.class);

    private static final String GROUP = "trial";
    private static final String FIELD = "trial";

    /** Far longer than a trial takes, and short enough that nobody minds keys that were left behind. */
    private static final Duration LIFE = Duration.ofMinutes(1);

    private final ValkeyConnections connections;
    private final String consumer;
    private final List<String> keys;
    private boolean refused;

    /** @param stream the stream whose entries are to be settled; the keys of the trial begin with its name */
    SettleTrial(ValkeyConnections connections, String stream, String consumer) {
        this.connections = connections;
        this.consumer = consumer;
        this.keys = Stream.of("stream", "result", "dead-letters", "state", "notes")
                .map(name -> stream + ":trial:" + consumer + ":" + name)
                .toList();
    }

    /**
     * Tries it once. A user who may not use the keys of the trial is told so once, and is not tried: what matters are the
     * keys of the jobs.
     *
     * @throws io.lettuce.core.RedisException with the server's words when a command of it does not work
     * @throws IllegalStateException when it works without an error, but not as it should
     */
    void run() throws InterruptedException {
        if (!mayUseKeys()) {
            return;
        }
        List<?> begun = run(Script.TRIAL_BEGIN, List.of(GROUP, consumer, Long.toString(LIFE.toMillis())));
        String id = String.valueOf(begun.get(0));
        Delivery delivery = new Delivery(keys.get(0), GROUP, consumer, id, 1, Map.of(), true);
        StateHash state = new StateHash(keys.get(3), FIELD, Map.of(FIELD, id), LIFE, null, "");
        Settlement settlement = new Settlement(Map.of(FIELD, id), Map.of(FIELD, id), state, keys.get(4));
        Settler.Targets targets = new Settler.Targets(keys.get(1), keys.get(2));
        Object answer = connections.call(server -> Settler.script(server, delivery, targets, settlement, false));
        List<?> wrong = run(Script.TRIAL_END, List.of(GROUP, id));
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("settling does not work on this server, it answered " + answer + ": "
                    + wrong.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        LOG.debug("settling works, tried on {}", keys);
    }

    private boolean mayUseKeys() throws InterruptedException {
        List<String> asked = new ArrayList<>();
        for (String key : keys) {
            asked.addAll(List.of("use " + key, "3", "HDEL", key, "a"));
        }
        try {
            connections.call(server -> Script.PERMIT.run(server, List.of(), asked));
            return true;
        } catch (RedisCommandExecutionException e) {
            if (!String.valueOf(e.getMessage()).startsWith("NOPERM")) {
                throw e;
            }
            if (!refused) {
                refused = true;
                LOG.warn(
                        "settling is not tried before the first job is read, its permissions were checked: {}",
                        ServerFailure.describe(e));
            }
            return false;
        }
    }

    private List<?> run(Script script, List<String> arguments) throws InterruptedException {
        Object answer = connections.call(server -> script.run(server, keys, arguments));
        return (List<?>) Objects.requireNonNull(answer, script::name);
    }
}
