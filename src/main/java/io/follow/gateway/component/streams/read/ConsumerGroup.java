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

    /** The server looks behind the id that is given, so the last one of all cannot be. */
    private static final String LAST_BUT_ONE_ID = "18446744073709551615-18446744073709551614";

    private final ValkeyConnections connections;
    private final String stream;
    private final String group;
    private final String consumer;
    private final GroupStart start;

    /**
     * What a look for entries to take over found.
     *
     * @param cursor where the next look goes on
     * @param aloneWanted whether an entry waits until it can be taken alone
     */
    record TakeOver(String cursor, boolean aloneWanted, List<StreamEntry> entries) {}

    /**
     * What a look for this consumer's own entries found.
     *
     * @param more whether there are others, to be asked for at once
     */
    record Recovery(boolean more, List<StreamEntry> entries) {}

    /**
     * What a look for entries that nobody holds found.
     *
     * @param cursor where the next look goes on, "-" when this one came to the end
     * @param found how many there were
     */
    record Adoption(String cursor, int found) {}

    public ConsumerGroup(ValkeyConnections connections, String stream, String group, String consumer) {
        this(connections, stream, group, consumer, GroupStart.START);
    }

    /** @param start where the group begins if this consumer finds none */
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

    /** {@code XGROUP CREATE … MKSTREAM}. Nothing happens where the group exists. */
    void create(GroupStart start) throws InterruptedException {
        try {
            connections.call(server -> server.xgroupCreate(
                    StreamOffset.from(stream, start.id()), group, XGroupCreateArgs.Builder.mkstream()));
        } catch (RedisBusyException exists) {
            // Somebody else has created it: that is all that was wanted.
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
     * Takes over up to {@code most} entries, not in work here, that have been idle for {@code idleMillis}. Sent on the
     * reader's own connection, because a large entry on its way would hold up what others ask for.
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
     * Finds up to {@code most} entries that are pending for this consumer, although it does not know of them. Sent as a
     * take-over is.
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
     * Puts down delivered entries that are pending for nobody as idle from now on ({@code XCLAIM … FORCE}).
     *
     * @param cursor where the look goes on
     * @param most entries to look at
     * @param entriesLiveUntilSettled whether an entry that is pending for nobody has not ended
     */
    Adoption adopt(String cursor, int most, boolean entriesLiveUntilSettled) throws InterruptedException {
        List<?> parts = run(Script.ADOPT, List.of(cursor, Integer.toString(most), entriesLiveUntilSettled ? "1" : "0"));
        return new Adoption(String.valueOf(parts.get(0)), ((Number) parts.get(1)).intValue());
    }

    /** Deletes consumers that have been silent for so long and hold nothing; answers their names. */
    List<String> tidy(long silenceMillis) throws InterruptedException {
        return texts(run(Script.TIDY, List.of(Long.toString(silenceMillis))));
    }

    /** Makes all that is pending here idle for {@code idleMillis}, so that it is taken over and counted. */
    long letGo(long idleMillis) throws InterruptedException {
        return handOver(idleMillis, "all", false, List.of());
    }

    /** Hands over the given deliveries without counting them. */
    public long handOver(long idleMillis, Collection<Delivery> deliveries) throws InterruptedException {
        return handOver(idleMillis, "given", false, deliveries);
    }

    /** Hands over all, without counting the given deliveries, and leaves the group when nothing was pending. */
    public long leave(long idleMillis, Collection<Delivery> deliveries) throws InterruptedException {
        return handOver(idleMillis, "all", true, deliveries);
    }

    private long handOver(long idleMillis, String which, boolean leave, Collection<Delivery> deliveries)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(idleMillis), which, leave ? "1" : "0"));
        deliveries.forEach(delivery -> addPair(arguments, delivery));
        return ((Number) run(Script.HANDOVER, arguments).get(0)).longValue();
    }

    /** Resets the idle time of the given deliveries; answers the ids that are no longer this consumer's. */
    CompletionStage<List<String>> heartbeat(
            RedisClusterAsyncCommands<String, String> commands, Collection<Delivery> deliveries) {
        boolean liveUntilSettled = deliveries.stream().allMatch(Delivery::deletedWhenSettled);
        List<String> arguments = new ArrayList<>(List.of(group, consumer, liveUntilSettled ? "1" : "0"));
        deliveries.forEach(delivery -> addPair(arguments, delivery));
        return Script.HEARTBEAT
                .run(commands, List.of(stream), arguments)
                .thenApply(lost -> lost instanceof List<?> ids ? texts(ids) : List.of());
    }

    /** The id of the oldest entry that was delivered to nobody; empty when there is none. */
    public CompletionStage<String> firstInLine(RedisClusterAsyncCommands<String, String> commands) {
        return Script.WAITING
                .run(commands, List.of(stream), List.of(group))
                .thenApply(
                        answer -> answer instanceof List<?> ids && ids.size() == 1 ? String.valueOf(ids.get(0)) : "");
    }

    /**
     * Shows the server that this consumer is there. Asks for the history behind the last possible id ({@code XREADGROUP}),
     * which gives nothing and counts nothing, but sets the consumer's idle time to zero. A server before 7.2 does not do
     * that for a read of new entries that finds none.
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
