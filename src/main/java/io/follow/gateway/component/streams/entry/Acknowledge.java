package io.follow.gateway.component.streams.entry;

/** What ends an entry. */
public enum Acknowledge {
    /** An exchange that completes without an error ends its entry, unless a step has settled it before. */
    COMPLETION,
    /** Only a producer with {@code settle=true} ends an entry; an entry that was not settled is redelivered. */
    SETTLE
}
