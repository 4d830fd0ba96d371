package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.RetryState;
import io.follow.gateway.component.streams.client.Script;
import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.AlsoWrite;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.IndexWrite;
import io.follow.gateway.component.streams.entry.NewEntries;
import io.follow.gateway.component.streams.entry.NewEntry;
import io.follow.gateway.component.streams.write.EntryRestorer;
import io.follow.gateway.component.streams.write.HashWriter;
import io.follow.gateway.component.streams.write.ServerIdentity;
import io.follow.gateway.component.streams.write.Settler;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Adds entries to one stream with a script that does nothing the second time for the same key. A lost reply is
 * therefore not a failure: the script is sent again until there is a reply.
 */
final class IdempotentAppender {

    private final ValkeyConnections connections;
    private final EntryRestorer restorer;
    private final String stream;
    private final Duration keyLife;
    private final RetryState adding;

    /**
     * @param restorer is notified of added entries
     * @param keyLife how long the server remembers a key
     */
    IdempotentAppender(ValkeyConnections connections, EntryRestorer restorer, String stream, Duration keyLife) {
        this.connections = connections;
        this.restorer = restorer;
        this.stream = stream;
        this.keyLife = keyLife;
        this.adding = new RetryState(LoggerFactory.getLogger(IdempotentAppender.class), "adding to " + stream);
    }

    /**
     * Adds an entry once.
     *
     * @param key identifies this entry
     * @return the id of the entry, whether it was added now or before
     * @throws RedisException if the entry was certainly not added
     * @throws UnknownOutcomeException if the outcome is unknown after half of the key's lifetime, or when the program
     *     stops
     */
    String addOnce(String key, NewEntry entry) {
        String onceKey = onceKey(key);
        ServerIdentity server = restorer.lastSeen(stream);
        String id = untilKnown(() -> add(onceKey, entry));
        restorer.accepted(stream, onceKey, keyLife, entry, id, server);
        return id;
    }

    /**
     * Adds several entries once, all of them or none.
     *
     * @param key identifies these entries
     * @return their ids in order, whether they were added now or before
     * @throws ReusedKeyException if the key belongs to entries with another digest
     * @throws RedisException if they were certainly not added
     * @throws UnknownOutcomeException as {@link #addOnce}
     */
    List<String> addAllOnce(String key, NewEntries batch) {
        BatchAddition addition = new BatchAddition(stream, onceKey(key), keyLife, batch);
        ServerIdentity server = restorer.lastSeen(stream);
        List<String> ids = untilKnown(() -> strings(connections.call(addition::send)));
        if (ids.size() != batch.entries().size()) {
            throw new ReusedKeyException(stream);
        }
        for (int i = 0; i < ids.size(); i++) {
            restorer.accepted(stream, addition.keyOf(i), keyLife, addition.entry(i), ids.get(i), server);
        }
        return ids;
    }

    private String onceKey(String key) {
        return stream + ":once:" + key;
    }

    /** Sends a command that may be repeated. */
    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws InterruptedException;
    }

    private <T> T untilKnown(Attempt<T> attempt) {
        long start = System.nanoTime();
        boolean unknown = false;
        while (true) {
            try {
                T answer = attempt.run();
                adding.over();
                return answer;
            } catch (RedisException e) {
                unknown |= !ServerFailure.isWithoutEffect(e);
                if (!unknown) {
                    throw e;
                }
                adding.failed(e);
                pause(start, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnknownOutcomeException(stream, e);
            }
        }
    }

    /** Adds a new entry at every call. */
    String add(NewEntry entry) throws InterruptedException {
        if (entry.also().equals(AlsoWrite.NOTHING)) {
            return connections.call(server -> server.xadd(stream, entry.fields()));
        }
        return add(stream, entry);
    }

    private void pause(long start, RedisException failure) {
        if (System.nanoTime() - start > keyLife.toNanos() / 2) {
            throw new UnknownOutcomeException(stream, failure);
        }
        try {
            Thread.sleep(adding.delayMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
            throw new UnknownOutcomeException(stream, failure);
        }
    }

    private String add(String key, NewEntry entry) throws InterruptedException {
        Object answer = connections.call(server -> script(server, key, entry));
        return strings(answer).get(0);
    }

    private static List<String> strings(@Nullable Object answer) {
        return ((List<?>) Objects.requireNonNull(answer))
                .stream().map(String::valueOf).toList();
    }

    private CompletionStage<@Nullable Object> script(
            RedisClusterAsyncCommands<String, String> server, String key, NewEntry entry) {
        HashWrite hash = entry.also().hash();
        IndexWrite index = entry.also().index();
        List<String> keys =
                List.of(stream, key, hash == null ? stream : hash.key(), index == null ? stream : index.key());
        List<String> arguments = new ArrayList<>(List.of(Long.toString(keyLife.toMillis())));
        arguments.addAll(HashWriter.headOf(hash));
        arguments.add(HashWriter.valueOf(index));
        arguments.add(Integer.toString(2 * entry.fields().size()));
        Settler.addAll(arguments, entry.fields());
        if (hash != null) {
            Settler.addAll(arguments, hash.fields());
        }
        return Script.ADD.run(server, keys, arguments);
    }
}
