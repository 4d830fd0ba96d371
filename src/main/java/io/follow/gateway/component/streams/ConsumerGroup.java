package io.follow.gateway.component.streams;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One consumer's view of its group: each method is one command or one script. */
final class ConsumerGroup {

    /** What a look for entries to take over found, and where the next look goes on. */
    record TakeOver(String cursor, List<StreamEntry> entries) {}

    private final ValkeyConnections connections;
    private final String stream;
    private final String group;
    private final String consumer;

    ConsumerGroup(ValkeyConnections connections, String stream, String group, String consumer) {
        this.connections = connections;
        this.stream = stream;
        this.group = group;
        this.consumer = consumer;
    }

    String consumer() {
        return consumer;
    }

    /** {@code XGROUP CREATE … 0 MKSTREAM}: from the beginning, so that entries added before the first start count. */
    void create() throws InterruptedException {
        try {
            ValkeyConnections.await(connections
                    .commands()
                    .xgroupCreate(StreamOffset.from(stream, "0"), group, XGroupCreateArgs.Builder.mkstream()));
        } catch (RedisBusyException exists) {
            // Somebody else has created it: that is all that was wanted.
            return;
        }
    }

    /** {@code XREADGROUP … COUNT n BLOCK ms STREAMS stream >} on a connection of the reader's own. */
    List<StreamEntry> read(
            RedisClusterAsyncCommands<String, String> own, int count, long blockMillis, long timeoutMillis)
            throws InterruptedException {
        @SuppressWarnings("unchecked")
        CompletionStage<List<StreamMessage<String, String>>> answer = own.xreadgroup(
                Consumer.from(group, consumer),
                XReadArgs.Builder.count(count).block(blockMillis),
                StreamOffset.lastConsumed(stream));
        List<StreamMessage<String, String>> messages = ValkeyConnections.await(answer, timeoutMillis);
        List<StreamEntry> entries = new ArrayList<>();
        for (StreamMessage<String, String> message : messages) {
            Map<String, String> body = message.getBody();
            entries.add(new StreamEntry(message.getId(), 1, null, body == null ? Map.of() : body));
        }
        return entries;
    }

    /** Takes over up to {@code most} entries, not in work here, that have been idle for {@code idleMillis}. */
    TakeOver takeOver(long idleMillis, String cursor, int most, List<String> inWork) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(idleMillis), cursor, Integer.toString(most)));
        arguments.addAll(inWork);
        List<?> parts = run(Script.TAKEOVER, arguments);
        return new TakeOver(String.valueOf(parts.get(0)), entries(parts.get(1)));
    }

    /** Finds up to {@code most} entries that are pending for this consumer although they are not in work. */
    List<StreamEntry> recover(int most, boolean countsAsDelivery, List<String> inWork) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(most), countsAsDelivery ? "1" : "0"));
        arguments.addAll(inWork);
        return entries(run(Script.RECOVER, arguments));
    }

    /** The ids, among the oldest {@code most} delivered ones, of entries that are pending for nobody. */
    List<String> unheld(int most) throws InterruptedException {
        return run(Script.ORPHANS, List.of(Integer.toString(most))).stream()
                .map(String::valueOf)
                .toList();
    }

    /** Takes entries that are pending for nobody ({@code XCLAIM … FORCE}). */
    List<StreamEntry> adopt(List<String> entryIds) throws InterruptedException {
        return entries(run(Script.ADOPT, entryIds));
    }

    /** Ends an entry on scratch keys, to see whether this user may. */
    void check() throws InterruptedException {
        SelfCheck.run(connections, stream, consumer);
    }

    /**
     * Hands over the given entries, or all that are pending here when none is given; they are idle for {@code idleMillis}
     * from then on. With {@code leave} the consumer is deleted when nothing is pending for it.
     */
    long handOver(long idleMillis, boolean leave, List<String> entryIds) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(idleMillis), leave ? "1" : "0"));
        arguments.addAll(entryIds);
        return ((Number) run(Script.HANDOVER, arguments).get(0)).longValue();
    }

    /** Resets the idle time of the given deliveries; answers the ids that are no longer this consumer's. */
    CompletionStage<List<String>> heartbeat(
            RedisClusterAsyncCommands<String, String> commands, List<Delivery> deliveries) {
        boolean liveUntilSettled = deliveries.stream().allMatch(Delivery::deletedWhenSettled);
        List<String> arguments = new ArrayList<>(List.of(group, consumer, liveUntilSettled ? "1" : "0"));
        for (Delivery delivery : deliveries) {
            arguments.add(delivery.entryId());
            arguments.add(Long.toString(delivery.deliveryCount()));
        }
        return Script.HEARTBEAT
                .run(commands, List.of(stream), arguments)
                .thenApply(lost -> lost instanceof List<?> ids
                        ? ids.stream().map(String::valueOf).toList()
                        : List.of());
    }

    private List<?> run(Script script, List<String> arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of(group, consumer));
        all.addAll(arguments);
        Object answer = ValkeyConnections.await(script.run(connections.commands(), List.of(stream), all));
        if (answer instanceof List<?> list) {
            return list;
        }
        throw new IllegalStateException("script " + script + " answered no list");
    }

    private static List<StreamEntry> entries(@Nullable Object rows) {
        return rows instanceof List<?> list ? list.stream().map(StreamEntry::of).toList() : List.of();
    }

    @Override
    public String toString() {
        return stream + " in group " + group;
    }
}
