package io.follow.gateway.resource;

import org.jspecify.annotations.Nullable;

/** A resource of the machine that every job needs, whatever its picture. Thread-safe. */
public interface Resource {

    /** Why the resource is missing, in one line with a remedy; null if it is available. Called every second. */
    @Nullable
    String missing();

    /** Whether this throwable itself, without its causes, may result from the missing resource. */
    boolean mayHaveCaused(Throwable failure);
}
