package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.client.Script;
import io.follow.gateway.component.streams.entry.HashWrite;
import io.follow.gateway.component.streams.entry.IndexWrite;
import io.follow.gateway.component.streams.entry.NewEntries;
import io.follow.gateway.component.streams.entry.NewEntry;
import io.follow.gateway.component.streams.write.HashWriter;
import io.follow.gateway.component.streams.write.Settler;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Several entries that one script adds, all of them or none. Each entry has its own key, so that it can be re-added
 * alone to a server that has lost it.
 *
 * @param stream the stream to which they are added
 * @param key the key of the request; those of its entries begin with it
 * @param keyLife how long the server remembers the keys
 */
record BatchAddition(String stream, String key, Duration keyLife, NewEntries batch) {

    CompletionStage<@Nullable Object> send(RedisClusterAsyncCommands<String, String> server) {
        return Script.ADD_ALL.run(server, keys(), arguments());
    }

    /** The key of one of the entries. */
    String keyOf(int position) {
        return key + ":" + position;
    }

    /** One of the entries as it is re-added, with the owner of the request. */
    NewEntry entry(int position) {
        NewEntry entry = batch.entries().get(position);
        NewEntry.Restoration restoration = entry.restoration();
        String digest = batch.digest();
        if (restoration == null || digest == null) {
            return entry;
        }
        NewEntry.Lock lock = new NewEntry.Lock(key, ownerKey(), digest, keyLife);
        return new NewEntry(
                entry.stream(),
                entry.fields(),
                entry.also(),
                new NewEntry.Restoration(restoration.originalIdField(), restoration.originalIdIndex(), lock));
    }

    private String ownerKey() {
        return key + ":owner";
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(stream, batch.digest() == null ? stream : ownerKey()));
        for (int i = 0; i < batch.entries().size(); i++) {
            NewEntry entry = batch.entries().get(i);
            HashWrite hash = entry.also().hash();
            IndexWrite index = entry.also().index();
            keys.add(keyOf(i));
            keys.add(hash == null ? stream : hash.key());
            keys.add(index == null ? stream : index.key());
        }
        return keys;
    }

    private List<String> arguments() {
        String digest = batch.digest();
        List<String> arguments = new ArrayList<>(List.of(
                Long.toString(keyLife.toMillis()),
                digest == null ? "" : digest,
                Integer.toString(batch.entries().size())));
        for (NewEntry entry : batch.entries()) {
            HashWrite hash = entry.also().hash();
            Map<String, String> hashFields = hash == null ? Map.of() : hash.fields();
            arguments.addAll(HashWriter.headOf(hash));
            arguments.add(HashWriter.valueOf(entry.also().index()));
            arguments.add(Integer.toString(2 * entry.fields().size()));
            arguments.add(Integer.toString(2 * hashFields.size()));
            Settler.addAll(arguments, entry.fields());
            Settler.addAll(arguments, hashFields);
        }
        return arguments;
    }
}
