package io.follow.gateway.deadletter;

import io.follow.gateway.component.streams.client.LuaScript;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.deadletter.Replay.Outcome;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobParser;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs the script that moves a dead letter. An entry never changes, so reading it before the script does no harm. */
final class Replayer {

    /** How many dead letters are read, and how many scripts are on their way, at once. */
    static final int BATCH = 100;

    private static final LuaScript REPLAY = LuaScript.beside(Replayer.class, "replay.lua", "ids.lua", "refused.lua");

    private final ValkeyConnections connections;
    private final DeadLetterKeys keys;
    private final Function<ImageId, @Nullable HashWrite> queued;

    Replayer(ValkeyConnections connections, DeadLetterKeys keys, Function<ImageId, @Nullable HashWrite> queued) {
        this.connections = connections;
        this.keys = keys;
        this.queued = queued;
    }

    /** Moves some in their order; the scripts are sent without waiting for each other. */
    List<Replay> replay(List<StreamMessage<String, String>> entries) throws InterruptedException {
        return connections.call(server -> {
            CompletionStage<List<Replay>> all = CompletableFuture.completedFuture(new ArrayList<>());
            for (StreamMessage<String, String> entry : entries) {
                all = all.thenCombine(send(server, entry), (done, next) -> {
                    done.add(next);
                    return done;
                });
            }
            return all;
        });
    }

    Replay replay(StreamMessage<String, String> entry) throws InterruptedException {
        return connections.call(server -> send(server, entry));
    }

    private CompletionStage<Replay> send(
            RedisClusterAsyncCommands<String, String> server, StreamMessage<String, String> entry) {
        Map<String, String> body = entry.getBody();
        @Nullable
        HashWrite state = JobParser.usableImageId(body == null ? Map.of() : body)
                .map(queued)
                .orElse(null);
        List<String> scriptKeys = List.of(
                keys.letters(),
                keys.jobs(),
                keys.firstEntries(),
                state == null ? keys.letters() : state.key(),
                keys.sources(),
                keys.origin());
        return REPLAY.run(server, scriptKeys, arguments(entry.getId(), state))
                .thenApply(answer -> replayOf(entry.getId(), (List<?>) Objects.requireNonNull(answer)));
    }

    private static List<String> arguments(String id, @Nullable HashWrite state) {
        if (state == null) {
            return List.of(id, "0", "", "", "");
        }
        List<String> arguments = new ArrayList<>(List.of(
                id,
                Long.toString(state.timeToLive().toMillis()),
                Objects.requireNonNullElse(state.channel(), ""),
                state.message(),
                state.entryIdField()));
        state.fields().forEach((name, value) -> {
            arguments.add(name);
            arguments.add(value);
        });
        return arguments;
    }

    private static Replay replayOf(String letterId, List<?> answer) {
        Outcome outcome = Outcome.valueOf(String.valueOf(answer.get(0)));
        return new Replay(letterId, outcome, outcome == Outcome.REPLAYED ? String.valueOf(answer.get(1)) : null);
    }
}
