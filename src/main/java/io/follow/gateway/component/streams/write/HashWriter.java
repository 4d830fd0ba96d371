package io.follow.gateway.component.streams.write;

import io.follow.gateway.component.streams.client.Script;
import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.IndexWrite;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes hashes about entries in flight. Never waits for the server: a failed write is skipped, because the next one
 * supersedes it. The script rejects the write if this consumer no longer owns the entry.
 */
public final class HashWriter {

    private static final Logger LOG = LoggerFactory.getLogger(HashWriter.class);

    private final ValkeyConnections connections;
    private final Predicate<Delivery> indexed;

    /** @param indexed the deliveries whose hashes are recorded in an index, see {@link #indexOf} */
    public HashWriter(ValkeyConnections connections, Predicate<Delivery> indexed) {
        this.connections = connections;
        this.indexed = indexed;
    }

    /**
     * Returns the key of the index from entries to the hashes written for them; it has the stream's hash tag. The
     * search for orphaned hashes removes ended entries from the index.
     */
    public static String indexOf(String stream) {
        return stream + ":states";
    }

    /** Sends the write and returns at once. */
    public void write(Delivery delivery, HashWrite hash) {
        RedisClusterAsyncCommands<String, String> commands = connections.commandsIfConnected();
        if (commands == null || !delivery.isHeld()) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of(
                delivery.group(), delivery.consumer(), delivery.entryId(), Long.toString(delivery.deliveryCount())));
        arguments.addAll(headOf(hash));
        Settler.addAll(arguments, hash.fields());
        Script.HASH
                .run(commands, List.of(delivery.stream(), hash.key(), indexIfWanted(delivery)), arguments)
                .whenComplete((written, failure) -> {
                    if (failure != null) {
                        LOG.debug("hash of {} not written: {}", delivery, ServerFailure.describe(failure));
                        connections.giveUpIfOutOfStep(commands, failure);
                    }
                });
    }

    /** Values that nobody searches for would never be removed. */
    private String indexIfWanted(Delivery delivery) {
        return indexed.test(delivery) ? indexOf(delivery.stream()) : delivery.stream();
    }

    /** Time to live, channel, message and entry id field, in the order of the scripts' arguments. */
    public static List<String> headOf(@Nullable HashWrite hash) {
        if (hash == null) {
            return List.of("0", "", "", "");
        }
        String channel = hash.channel();
        return List.of(
                Long.toString(hash.timeToLive().toMillis()),
                channel == null ? "" : channel,
                hash.message(),
                hash.entryIdField());
    }

    /** Returns the value that an added entry writes to an index; empty without an index. */
    public static String valueOf(@Nullable IndexWrite index) {
        String value = index == null ? null : index.value();
        return value == null ? "" : value;
    }
}
