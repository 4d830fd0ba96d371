package io.follow.gateway.intake;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.IndexWrite;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.ImageStore;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;

/**
 * Raw images that the gateway stored itself, under keys of its own choosing. Which job one belongs to stands on the server
 * in a hash beside the stream and not in the job, so a job that names the source of another one gets nothing removed.
 * Safe for use by several threads.
 */
public final class OwnedSources {

    private final ValkeyConnections connections;
    private final SourceFolder folder;

    public OwnedSources(ValkeyConnections connections, SourceFolder folder) {
        this.connections = connections;
        this.folder = folder;
    }

    /** The hash that leads from a job's entry to its source; has the stream's hash tag. */
    public static String notesOf(String stream) {
        return stream + ":sources";
    }

    /** What is written together with a job, so that its source is known as the gateway's own. */
    public static IndexWrite noteOf(String stream, StorageKey source) {
        return new IndexWrite(notesOf(stream), source.value());
    }

    /**
     * Removes the source of a job that has ended for good, if it is one of the gateway's own. A job that is in the stream
     * has not: the server that knew its end is gone.
     *
     * @param source the field {@code source_key} of the job
     * @return whether it was
     * @throws io.lettuce.core.RedisException when the server cannot be reached; a sweep removes the source later
     */
    public boolean remove(String stream, String entryId, String source, ImageStore store)
            throws JobException, InterruptedException {
        if (!mayBeOwned(source)) {
            return false;
        }
        String owned = connections.call(server -> server.hget(notesOf(stream), entryId));
        if (!source.equals(owned) || isInStream(stream, entryId)) {
            return false;
        }
        store.delete(new StorageKey(source));
        connections.call(server -> server.hdel(notesOf(stream), entryId));
        return true;
    }

    /** Whether a source could be the gateway's own by its key. */
    public boolean mayBeOwned(String source) {
        return folder.contains(source);
    }

    private boolean isInStream(String stream, String entryId) throws InterruptedException {
        return !connections
                .call(server -> server.xrange(stream, Range.create(entryId, entryId), Limit.from(1)))
                .isEmpty();
    }
}
