package io.follow.gateway.job;

/** Determines whether writing the target of a job would overwrite its source. Thread-safe. */
@FunctionalInterface
public interface SameObject {

    /**
     * Compares the two keys of a job.
     *
     * @param source a key of the source store
     * @param target a key of the target store, its extension not yet adapted
     * @return true if they name the same object
     * @throws JobException if the target key is invalid
     */
    boolean test(StorageKey source, StorageKey target) throws JobException;
}
