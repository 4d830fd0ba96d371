package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import java.io.IOException;
import java.time.Instant;
import java.util.function.IntFunction;

/**
 * A store of objects under keys. Implementations are thread-safe. Every method that throws may also throw
 * {@link ErrorCode#INVALID_STORAGE_KEY} for a key that the store does not support or that leads out of the store;
 * nothing has been read or written in this case.
 */
public interface ImageStore extends Availability, AutoCloseable {

    /** The name of the gateway's own directory in a store; no part of a key may be equal to it. */
    String RESERVED_PART = ".gateway-tmp";

    /**
     * Reads a complete object.
     *
     * @param key      where it is
     * @param maxBytes the maximum size in bytes, checked before the object is read
     * @param arrays   gives an array of at least a number of bytes, for the bytes of the object
     * @return its bytes, at least one
     * @throws JobException {@link ErrorCode#SOURCE_NOT_FOUND} if there is no object, {@link ErrorCode#FILE_TOO_LARGE},
     *     {@link ErrorCode#FILE_TOO_SMALL} if it is empty, {@link ErrorCode#STORAGE_READ_FAILED} for any failure of the
     *     store
     */
    ReadObject read(StorageKey key, long maxBytes, IntFunction<byte[]> arrays) throws JobException;

    /** Reads a complete object into an array of its size. */
    default byte[] read(StorageKey key, long maxBytes) throws JobException {
        return read(key, maxBytes, byte[]::new).array();
    }

    /**
     * Writes or replaces an object atomically: a reader sees either the old bytes or the new ones, and after a failure
     * the old ones remain.
     *
     * @param key         where
     * @param bytes       its bytes; the caller must not change them before the call returns
     * @param contentType the type, for stores that keep one
     * @return what was stored
     * @throws JobException {@link ErrorCode#STORAGE_UPLOAD_FAILED} for any failure of the store
     */
    StoredObject write(StorageKey key, byte[] bytes, String contentType) throws JobException;

    /**
     * Writes or replaces an object atomically while its bytes arrive. Only buffers are held in memory. If the transfer
     * fails, nothing is left behind.
     *
     * @param key    where
     * @param object its bytes
     * @return what was stored
     * @throws IOException  if the content cannot be read to its end; the store is not at fault
     * @throws JobException {@link ErrorCode#FILE_TOO_LARGE}, {@link ErrorCode#FILE_TOO_SMALL} if it is empty,
     *     {@link ErrorCode#STORAGE_UPLOAD_FAILED} for any failure of the store
     */
    StoredObject write(StorageKey key, IncomingObject object) throws JobException, IOException;

    /**
     * Lists the objects whose keys begin with a directory and a slash, in any order. Objects that are added or deleted
     * concurrently may be listed or not.
     *
     * @param folder  the part of the keys before the slash
     * @param visitor called for each object
     * @throws JobException {@link ErrorCode#STORAGE_READ_FAILED} for any failure of the store, and whatever the visitor
     *     throws
     */
    void list(StorageKey folder, Visitor visitor) throws JobException;

    /** Visits the objects of a listing. */
    @FunctionalInterface
    interface Visitor {

        /**
         * Visits one object.
         *
         * @param key          where it is
         * @param lastModified when it was last written, by the clock of the store
         */
        void visit(StorageKey key, Instant lastModified) throws JobException;
    }

    /**
     * Whether an object exists.
     *
     * @param key where
     * @return true if it exists
     * @throws JobException {@link ErrorCode#STORAGE_READ_FAILED} for any failure of the store
     */
    boolean exists(StorageKey key) throws JobException;

    /**
     * Deletes an object; does nothing if there is none.
     *
     * @param key where
     * @throws JobException {@link ErrorCode#STORAGE_UPLOAD_FAILED} for any failure of the store
     */
    void delete(StorageKey key) throws JobException;

    /**
     * Checks whether objects can currently be written, by writing an object that no reader sees and deleting it.
     *
     * @throws JobException {@link ErrorCode#STORAGE_UPLOAD_FAILED} with the reason when not
     */
    @Override
    void checkWritable() throws JobException;

    /**
     * Whether two keys refer to the same object, so that writing one overwrites the other. Takes into account stores
     * that are nested in each other.
     *
     * @param key      a key in this store
     * @param other    this store or another
     * @param otherKey a key in the other store
     * @return true if they refer to the same object
     */
    boolean isSameObject(StorageKey key, ImageStore other, StorageKey otherKey);

    /**
     * Deletes leftovers of dead writers, but nothing of a live one. Never fails: what remains is deleted by a later
     * call.
     */
    default void sweep() {}

    /** Releases connections, if any. */
    @Override
    default void close() {}
}
