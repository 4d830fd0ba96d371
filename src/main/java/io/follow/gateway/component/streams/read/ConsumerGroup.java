package io.follow.gateway.component.streams.read;

import io.follow.gateway.component.streams.client.ReaderConnection;
import io.follow.gateway.component.streams.client.Script;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.StreamEntry;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One consumer's view of its group: each method is one command or one script. */
public final class ConsumerGroup {

    /** The server reads after the given id, so the last possible id cannot be used. */
    private static final String LAST_BUT_ONE_ID = "18446744073709551615-18446744073709551614";

    private final ValkeyConnections connections;
    private final String stream;
    private final String group;
    private final String consumer;
    private final GroupStart start;

    /**
     * The result of a search for entries to claim.
     *
     * @param cursor where the next search continues
     * @param aloneWanted whether an entry waits until it can run alone
     */
    record TakeOver(String cursor, boolean aloneWanted, List<StreamEntry> entries) {}

    /**
     * The result of a search for this consumer's own entries.
     *
     * @param more whether there are more entries, which can be requested at once
     */
    record Recovery(boolean more, List<StreamEntry> entries) {}

    /**
     * The result of a search for entries without an owner.
     *
     * @param cursor where the next search continues, "-" if this one reached the end
     * @param found the number of such entries
     */
    record Adoption(String cursor, int found) {}

    public ConsumerGroup(ValkeyConnections connections, String stream, String group, String consumer) {
        this(connections, stream, group, consumer, GroupStart.START);
    }

    /** @param start where the group starts if this consumer creates it */
    public ConsumerGroup(
            ValkeyConnections connections, String stream, String group, String consumer, GroupStart start) {
        this.connections = connections;
        this.stream = stream;
        this.group = group;
        this.consumer = consumer;
        this.start = start;
    }

    GroupStart start() {
        return start;
    }

    public String consumer() {
        return consumer;
    }

    /** {@code XGROUP CREATE … MKSTREAM}. Does nothing if the group exists. */
    void create(GroupStart start) throws InterruptedException {
        try {
            connections.call(server -> server.xgroupCreate(
                    StreamOffset.from(stream, start.id()), group, XGroupCreateArgs.Builder.mkstream()));
        } catch (RedisBusyException exists) {
            // Another consumer has created it, which is just as well.
            return;
        }
    }

    /** {@code XREADGROUP … COUNT n BLOCK ms STREAMS stream >} on a connection of the reader's own. */
    List<StreamEntry> read(ReaderConnection own, int count, long blockMillis) throws InterruptedException {
        List<StreamEntry> entries = new ArrayList<>();
        for (StreamMessage<String, String> message :
                own.call(server -> read(server, count, blockMillis), blockMillis + ReaderConnection.MARGIN_MILLIS)) {
            Map<String, String> body = message.getBody();
            entries.add(new StreamEntry(message.getId(), 1, null, body == null ? Map.of() : body));
        }
        return entries;
    }

    private CompletionStage<List<StreamMessage<String, String>>> read(
            RedisClusterAsyncCommands<String, String> server, int count, long blockMillis) {
        @SuppressWarnings("unchecked")
        CompletionStage<List<StreamMessage<String, String>>> answer = server.xreadgroup(
                Consumer.from(group, consumer),
                XReadArgs.Builder.count(count).block(blockMillis),
                StreamOffset.lastConsumed(stream));
        return answer;
    }

    /**
     * Claims up to {@code most} entries that have been idle for {@code idleMillis} and are not in flight here. Sent on
     * the reader's own connection, because a large entry in transit would delay other commands.
     */
    TakeOver takeOver(
            ReaderConnection own, long idleMillis, String cursor, int most, int maxDeliveries, List<String> inWork)
            throws InterruptedException {
        List<String> arguments =
                arguments(Long.toString(idleMillis), cursor, Integer.toString(most), Integer.toString(maxDeliveries));
        arguments.addAll(inWork);
        List<?> parts = transfer(own, Script.TAKEOVER, arguments);
        return new TakeOver(
                String.valueOf(parts.get(0)), ((Number) parts.get(1)).intValue() == 1, entries(parts.get(2)));
    }

    /**
     * Finds up to {@code most} entries that are pending for this consumer without its knowledge. Sent on the same
     * connection as a claim.
     */
    Recovery recover(ReaderConnection own, long idleMillis, int most, int maxDeliveries, List<String> known)
            throws InterruptedException {
        List<String> arguments =
                arguments(Long.toString(idleMillis), Integer.toString(most), Integer.toString(maxDeliveries));
        arguments.addAll(known);
        List<?> parts = transfer(own, Script.RECOVER, arguments);
        return new Recovery(((Number) parts.get(0)).intValue() == 1, entries(parts.get(1)));
    }

    private List<?> transfer(ReaderConnection own, Script script, List<String> arguments) throws InterruptedException {
        Object answer =
                own.call(server -> script.run(server, List.of(stream), arguments), ReaderConnection.TRANSFER_MILLIS);
        return list(script, answer);
    }

    /**
     * Makes delivered entries without an owner pending, with an idle time that starts now ({@code XCLAIM … FORCE}).
     *
     * @param cursor where the search continues
     * @param most maximum number of entries to scan
     * @param entriesLiveUntilSettled whether an entry that is not pending for any consumer has not ended
     */
    Adoption adopt(String cursor, int most, boolean entriesLiveUntilSettled) throws InterruptedException {
        List<?> parts = run(Script.ADOPT, List.of(cursor, Integer.toString(most), entriesLiveUntilSettled ? "1" : "0"));
        return new Adoption(String.valueOf(parts.get(0)), ((Number) parts.get(1)).intValue());
    }

    /** Deletes consumers that have been silent for the given time and own no entries; returns their names. */
    List<String> tidy(long silenceMillis) throws InterruptedException {
        return texts(run(Script.TIDY, List.of(Long.toString(silenceMillis))));
    }

    /**
     * Sets the idle time of all entries that are pending here to {@code idleMillis}, so that they are claimed and
     * counted.
     */
    long letGo(long idleMillis) throws InterruptedException {
        return handOver(idleMillis, "all", false, List.of());
    }

    /** Hands over the given deliveries without counting them. */
    public long handOver(long idleMillis, Collection<Delivery> deliveries) throws InterruptedException {
        return handOver(idleMillis, "given", false, deliveries);
    }

    /** Hands over all entries, without counting the given deliveries, and leaves the group if nothing was pending. */
    public long leave(long idleMillis, Collection<Delivery> deliveries) throws InterruptedException {
        return handOver(idleMillis, "all", true, deliveries);
    }

    private long handOver(long idleMillis, String which, boolean leave, Collection<Delivery> deliveries)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(idleMillis), which, leave ? "1" : "0"));
        deliveries.forEach(delivery -> addPair(arguments, delivery));
        return ((Number) run(Script.HANDOVER, arguments).get(0)).longValue();
    }

    /** Resets the idle time of the given deliveries; returns the ids that this consumer no longer owns. */
    CompletionStage<List<String>> heartbeat(
            RedisClusterAsyncCommands<String, String> commands, Collection<Delivery> deliveries) {
        boolean liveUntilSettled = deliveries.stream().allMatch(Delivery::deletedWhenSettled);
        List<String> arguments = new ArrayList<>(List.of(group, consumer, liveUntilSettled ? "1" : "0"));
        deliveries.forEach(delivery -> addPair(arguments, delivery));
        return Script.HEARTBEAT
                .run(commands, List.of(stream), arguments)
                .thenApply(lost -> lost instanceof List<?> ids ? texts(ids) : List.of());
    }

    /** Returns the id of the oldest undelivered entry; empty if there is none. */
    public CompletionStage<String> firstInLine(RedisClusterAsyncCommands<String, String> commands) {
        return Script.WAITING
                .run(commands, List.of(stream), List.of(group))
                .thenApply(
                        answer -> answer instanceof List<?> ids && ids.size() == 1 ? String.valueOf(ids.get(0)) : "");
    }

    /**
     * Shows the server that this consumer is alive. Reads the history after the last possible id ({@code XREADGROUP}),
     * which returns and counts nothing, but resets the consumer's idle time. Before version 7.2, servers do not reset
     * it when a read of new entries finds none.
     */
    CompletionStage<?> showPresence(RedisClusterAsyncCommands<String, String> commands) {
        @SuppressWarnings("unchecked")
        CompletionStage<List<StreamMessage<String, String>>> answer = commands.xreadgroup(
                Consumer.from(group, consumer), XReadArgs.Builder.count(1), StreamOffset.from(stream, LAST_BUT_ONE_ID));
        return answer;
    }

    private static void addPair(List<String> arguments, Delivery delivery) {
        arguments.add(delivery.entryId());
        arguments.add(Long.toString(delivery.deliveryCount()));
    }

    private List<?> run(Script script, List<String> arguments) throws InterruptedException {
        List<String> all = arguments(arguments.toArray(String[]::new));
        return list(script, connections.call(server -> script.run(server, List.of(stream), all)));
    }

    private List<String> arguments(String... own) {
        List<String> all = new ArrayList<>(List.of(group, consumer));
        all.addAll(List.of(own));
        return all;
    }

    private static List<?> list(Script script, @Nullable Object answer) {
        if (answer instanceof List<?> list) {
            return list;
        }
        throw new IllegalStateException("script " + script + " returned no list");
    }

    private static List<StreamEntry> entries(@Nullable Object rows) {
        return rows instanceof List<?> list ? list.stream().map(StreamEntry::of).toList() : List.of();
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(String::valueOf).toList();
    }

    @Override
    public String toString() {
        return stream + " in group " + group;
    }
}
