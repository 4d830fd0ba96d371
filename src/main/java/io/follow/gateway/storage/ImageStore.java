package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import java.io.IOException;
import java.time.Instant;

/**
 * Objects under keys. Implementations are safe for use by several threads. Every method that throws may also throw
 * {@link ErrorCode#INVALID_STORAGE_KEY} for a key that this kind of store cannot hold or that leads out of the store;
 * then nothing was read or written.
 */
public interface ImageStore extends AutoCloseable {

    /** What the gateway itself keeps in a store has this name; no part of a key may be the same. */
    String RESERVED_PART = ".gateway-tmp";

    /**
     * Reads a whole object.
     *
     * @param key      where it is
     * @param maxBytes the most bytes it may have; found before it is read
     * @return its bytes, at least one
     * @throws JobException {@link ErrorCode#SOURCE_NOT_FOUND} when no object is there,
     *     {@link ErrorCode#FILE_TOO_LARGE}, {@link ErrorCode#FILE_TOO_SMALL} when it is empty,
     *     {@link ErrorCode#STORAGE_READ_FAILED} for any failure of the store
     */
    byte[] read(StorageKey key, long maxBytes) throws JobException;

    /**
     * Writes an object, or replaces it as a whole: a reader sees the old bytes or the new ones, and after a failure the
     * old ones are still there.
     *
     * @param key         where
     * @param bytes       its bytes; not changed by the caller until the call returns
     * @param contentType the type, for stores that keep one
     * @return what was stored
     * @throws JobException {@link ErrorCode#STORAGE_UPLOAD_FAILED} for any failure of the store
     */
    StoredObject write(StorageKey key, byte[] bytes, String contentType) throws JobException;

    /**
     * Writes an object while its bytes come in, or replaces it as a whole like the other {@code write}. Holds no more of
     * it in memory than buffers. An object that fails on the way leaves nothing behind.
     *
     * @param key    where
     * @param object its bytes
     * @return what was stored
     * @throws IOException  when the content cannot be read to its end; the store is not at fault
     * @throws JobException {@link ErrorCode#FILE_TOO_LARGE}, {@link ErrorCode#FILE_TOO_SMALL} when it is empty,
     *     {@link ErrorCode#STORAGE_UPLOAD_FAILED} for any failure of the store
     */
    StoredObject write(StorageKey key, IncomingObject object) throws JobException, IOException;

    /**
     * Names the objects whose keys begin with those of a folder and a slash, in any order. Objects that come or go
     * meanwhile may be named or not.
     *
     * @param folder  the parts before the slash
     * @param visitor takes each
     * @throws JobException {@link ErrorCode#STORAGE_READ_FAILED} for any failure of the store, and whatever the visitor
     *     throws
     */
    void list(StorageKey folder, Visitor visitor) throws JobException;

    /** Takes the objects of a listing. */
    @FunctionalInterface
    interface Visitor {

        /**
         * Takes one.
         *
         * @param key          where it is
         * @param lastModified when it was written, by the clock of the store
         */
        void visit(StorageKey key, Instant lastModified) throws JobException;
    }

    /**
     * Whether an object is there.
     *
     * @param key where
     * @return true when it is
     * @throws JobException {@link ErrorCode#STORAGE_READ_FAILED} for any failure of the store
     */
    boolean exists(StorageKey key) throws JobException;

    /**
     * Removes an object. Nothing happens when there is none.
     *
     * @param key where
     * @throws JobException {@link ErrorCode#STORAGE_UPLOAD_FAILED} for any failure of the store
     */
    void delete(StorageKey key) throws JobException;

    /**
     * Tries whether objects can be read at the moment.
     *
     * @throws JobException {@link ErrorCode#STORAGE_READ_FAILED} with the reason when not
     */
    void checkReadable() throws JobException;

    /**
     * Tries whether objects can be written at the moment, by writing one that no reader sees and removing it.
     *
     * @throws JobException {@link ErrorCode#STORAGE_UPLOAD_FAILED} with the reason when not
     */
    void checkWritable() throws JobException;

    /**
     * Tries the same with an object of the size of one that did not fit. A store that was full for it may still have room
     * for smaller ones.
     *
     * @param bytes   of the object
     * @param objects how many of them there should be room for, where the store can tell without writing them
     * @throws JobException {@link ErrorCode#STORAGE_UPLOAD_FAILED} with the reason when not
     */
    default void checkRoom(long bytes, int objects) throws JobException {
        checkWritable();
    }

    /**
     * Whether two keys name one object, so that writing it would destroy the other's bytes. Also true for the right
     * keys of stores of which one lies within the other.
     *
     * @param key      a key of this store
     * @param other    this or another store
     * @param otherKey a key of the other store
     * @return true when they are the same object
     */
    boolean isSameObject(StorageKey key, ImageStore other, StorageKey otherKey);

    /**
     * Removes what writers that died left behind, but nothing of one that lives. Never fails: what stays is removed by a
     * later call.
     */
    default void sweep() {}

    /** Gives back connections, if there are any. */
    @Override
    default void close() {}
}
