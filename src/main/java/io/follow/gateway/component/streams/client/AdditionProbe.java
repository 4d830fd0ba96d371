package io.follow.gateway.component.streams.client;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks once a second whether entries can be added to a stream, by a write to a key of no entry: a server that is full, a
 * replica, or short of replicas answers everything else. A silent server is reported by {@link ServerProbe}, and a missing
 * permission by the check of permissions. Written by the timer and a client thread, read by health checks: hence volatile.
 */
public final class AdditionProbe implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(AdditionProbe.class);

    private final ValkeyConnections connections;
    private final List<String> keys;
    private final RetryState retryState;
    private volatile boolean answered;
    private volatile @Nullable RedisClusterAsyncCommands<String, String> asked;

    /**
     * @param stream the stream; keys of entries that are added once begin with its name and {@code :once:}
     * @param hashes the hashes that are written together with its entries
     */
    public AdditionProbe(ValkeyConnections connections, String stream, List<String> hashes) {
        this.connections = connections;
        this.keys = new ArrayList<>(List.of(stream, stream + ":once:"));
        this.keys.addAll(hashes);
        this.retryState = new RetryState(LOG, "adding to " + stream);
    }

    @Override
    public void run() {
        RedisClusterAsyncCommands<String, String> commands = connections.commandsIfConnected();
        if (commands == null || commands.equals(asked)) {
            return;
        }
        asked = commands;
        try {
            Script.TRIAL_ADD.run(commands, keys, List.of()).whenComplete((answer, failure) -> {
                asked = null;
                heard(commands, failure);
            });
        } catch (RuntimeException e) {
            asked = null;
            throw e;
        }
    }

    private void heard(RedisClusterAsyncCommands<String, String> commands, @Nullable Throwable failure) {
        if (failure == null) {
            answered = true;
            retryState.over();
            return;
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (!(cause instanceof RedisCommandExecutionException)) {
            connections.giveUpIfOutOfStep(commands, failure);
            return;
        }
        answered = true;
        if (!ServerFailure.describe(cause).startsWith("NOPERM")) {
            retryState.failed(cause);
        }
        if (cause instanceof RedisReadOnlyException) {
            // As in ValkeyConnections.call: the address of the primary must be resolved again.
            connections.giveUp(commands);
        }
    }

    /** Returns in one line why no entry can be added; null if one can be, as far as is known. */
    public @Nullable String trouble() {
        return answered ? retryState.reason() : "not connected yet";
    }
}
