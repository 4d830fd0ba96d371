package io.follow.gateway.component.streams.write;

import io.follow.gateway.component.streams.client.Script;
import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.IndexWrite;
import io.follow.gateway.component.streams.entry.NewEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry that a server has accepted.
 *
 * @param stream the stream to which it was added
 * @param key its idempotency key, which the server remembers
 * @param keyLife how long the server remembers the key
 * @param entry the entry
 * @param originalId the id that it first got
 * @param server the server that is known to have it; null if not checked yet
 * @param since when it was added to that server
 */
public record AcceptedEntry(
        String stream,
        String key,
        Duration keyLife,
        NewEntry entry,
        String originalId,
        @Nullable ServerIdentity server,
        SuspendAwareInstant since) {

    /** Whether the server may have forgotten the key by which it knows that it has the entry. */
    boolean isStale() {
        return since.millisAgo() > keyLife.toMillis() / 2;
    }

    /** Overhead in addition to the text: maps, records and references. */
    private static final int OVERHEAD = 1_000;

    /** The same entry, confirmed on another server. */
    AcceptedEntry at(ServerIdentity other, SuspendAwareInstant added) {
        return new AcceptedEntry(stream, key, keyLife, entry, originalId, other, added);
    }

    /** The approximate memory that it takes, in characters. */
    long size() {
        long size = OVERHEAD;
        for (Map.Entry<String, String> field : entry.fields().entrySet()) {
            size += field.getKey().length() + field.getValue().length();
        }
        return size;
    }

    /**
     * Re-adds it, unless the server knows its key.
     *
     * @return whether it was unknown
     * @throws io.lettuce.core.RedisException if it was not added, or if that is unknown; the call may be repeated
     */
    public boolean restore(ValkeyConnections connections) throws InterruptedException {
        Object answer = connections.call(server -> Script.RESTORE.run(server, keys(), arguments()));
        return Long.valueOf(1).equals(((List<?>) Objects.requireNonNull(answer)).get(1));
    }

    private List<String> keys() {
        HashWrite hash = entry.also().hash();
        IndexWrite index = entry.also().index();
        NewEntry.Restoration restoration = Objects.requireNonNull(entry.restoration());
        NewEntry.Lock lock = restoration.lock();
        return List.of(
                stream,
                key,
                hash == null ? stream : hash.key(),
                index == null ? stream : index.key(),
                restoration.originalIdIndex() == null ? stream : restoration.originalIdIndex(),
                lock == null ? stream : lock.key(),
                lock == null ? stream : lock.ownerKey());
    }

    private List<String> arguments() {
        HashWrite hash = entry.also().hash();
        IndexWrite index = entry.also().index();
        NewEntry.Restoration restoration = Objects.requireNonNull(entry.restoration());
        NewEntry.Lock lock = restoration.lock();
        Map<String, String> fields = new LinkedHashMap<>(entry.fields());
        fields.put(restoration.originalIdField(), originalId);
        List<String> arguments = new ArrayList<>(List.of(Long.toString(keyLife.toMillis())));
        arguments.addAll(HashWriter.headOf(hash));
        arguments.add(HashWriter.valueOf(index));
        arguments.add(originalId);
        arguments.add(lock == null ? "" : lock.owner());
        arguments.add(lock == null ? "0" : Long.toString(lock.timeToLive().toSeconds()));
        arguments.add(Integer.toString(2 * fields.size()));
        Settler.addAll(arguments, fields);
        if (hash != null) {
            Settler.addAll(arguments, hash.fields());
        }
        return arguments;
    }
}
