package io.follow.gateway.component.streams;

import io.lettuce.core.Consumer;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Ends one entry on scratch keys, as the same user, before the first real one is read. A permission that is missing shows
 * here, where nothing can be half written. The keys begin with the stream's name, so the same key permissions and, in a
 * cluster, the same node apply.
 */
final class SelfCheck {

    private static final String GROUP = "selfcheck";

    private SelfCheck() {}

    /** Fails with the server's own words when a command of the settle script is refused. */
    static void run(ValkeyConnections connections, String stream, String consumer) throws InterruptedException {
        RedisClusterAsyncCommands<String, String> server = connections.commands();
        String base = stream + ":selfcheck:" + consumer;
        String[] keys = {base + ":s", base + ":r", base + ":d", base + ":h"};
        ValkeyConnections.await(server.del(keys));
        try {
            ValkeyConnections.await(
                    server.xgroupCreate(StreamOffset.from(keys[0], "0"), GROUP, XGroupCreateArgs.Builder.mkstream()));
            ValkeyConnections.await(server.xadd(keys[0], Map.of("name", "selfcheck")));
            @SuppressWarnings("unchecked")
            CompletionStage<List<StreamMessage<String, String>>> read = server.xreadgroup(
                    Consumer.from(GROUP, consumer), XReadArgs.Builder.count(1), StreamOffset.lastConsumed(keys[0]));
            String id = ValkeyConnections.await(read).get(0).getId();
            Delivery delivery = new Delivery(keys[0], GROUP, consumer, id, 1, Map.of(), true);
            StateHash state = new StateHash(keys[3], "job_id", Map.of("job_id", id), Duration.ofSeconds(10), null, "");
            Object answer = ValkeyConnections.await(Settler.script(
                    server, delivery, keys[1], keys[2], new Settlement(Map.of("a", "b"), Map.of("c", "d"), state)));
            if (!(answer instanceof List<?> parts) || !"SETTLED".equals(String.valueOf(parts.get(0)))) {
                throw new IllegalStateException("the settle script does not work on this server: " + answer);
            }
        } finally {
            ValkeyConnections.await(server.del(keys));
        }
    }
}
