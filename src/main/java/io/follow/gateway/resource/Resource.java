package io.follow.gateway.resource;

import org.jspecify.annotations.Nullable;

/** Something of this machine that jobs need, whatever their picture. Safe for use by several threads. */
public interface Resource {

    /** Why it is missing at the moment, in one line with what to do; null when it is there. Asked every second. */
    @Nullable
    String missing();

    /** Whether this very throwable, looked at without its causes, may come from its want. */
    boolean mayHaveCaused(Throwable failure);
}
