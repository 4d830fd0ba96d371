package io.follow.gateway.component.streams.write;

import io.follow.gateway.component.streams.client.Script;
import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.StateHash;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the state hash of entries in work. Never waits for the server: a write that fails is left out, because the next
 * one says more. The script refuses a writer that does not hold the entry any more.
 */
public final class StateWriter {

    private static final Logger LOG = LoggerFactory.getLogger(StateWriter.class);

    private final ValkeyConnections connections;
    private final Set<String> mended;

    /** @param mended the streams whose states somebody mends, see {@link #statesOf} */
    public StateWriter(ValkeyConnections connections, Set<String> mended) {
        this.connections = connections;
        this.mended = Set.copyOf(mended);
    }

    /**
     * The hash that leads from entries whose state was written here to their state hashes; has the stream's hash tag. Who
     * mends states that were left behind by their entries removes from it what has ended.
     */
    public static String statesOf(String stream) {
        return stream + ":states";
    }

    /** Sends the write and returns at once. */
    public void write(Delivery delivery, StateHash state) {
        RedisClusterAsyncCommands<String, String> commands = connections.commandsIfConnected();
        if (commands == null || !delivery.isHeld()) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of(
                delivery.group(), delivery.consumer(), delivery.entryId(), Long.toString(delivery.deliveryCount())));
        arguments.addAll(headOf(state));
        Settler.addAll(arguments, state.fields());
        Script.STATE
                .run(commands, List.of(delivery.stream(), state.key(), notesOf(delivery.stream())), arguments)
                .whenComplete((written, failure) -> {
                    if (failure != null) {
                        LOG.debug("state of {} not written: {}", delivery, ServerFailure.describe(failure));
                        connections.giveUpIfOutOfStep(commands, failure);
                    }
                });
    }

    /** Notes that nobody looks at would never be removed. */
    private String notesOf(String stream) {
        return mended.contains(stream) ? statesOf(stream) : stream;
    }

    /** Life, channel, event and entry id field, in the order of the scripts' arguments. */
    public static List<String> headOf(@Nullable StateHash state) {
        if (state == null) {
            return List.of("0", "", "", "");
        }
        String channel = state.channel();
        return List.of(
                Long.toString(state.life().toMillis()),
                channel == null ? "" : channel,
                state.event(),
                state.entryIdField());
    }
}
