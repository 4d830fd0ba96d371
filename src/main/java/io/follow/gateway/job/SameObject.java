package io.follow.gateway.job;

/** Tells whether writing the target of a job would destroy its source. Safe for use by several threads. */
@FunctionalInterface
public interface SameObject {

    /**
     * Compares the two keys of a job.
     *
     * @param source a key of the source store
     * @param target a key of the target store, its extension not yet adapted
     * @return true when they name one object
     * @throws JobException when the target cannot be named at all
     */
    boolean test(StorageKey source, StorageKey target) throws JobException;
}
