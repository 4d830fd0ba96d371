package io.follow.gateway.component.streams.entry;

/** The outcome of an attempt to settle an entry. */
public enum SettleOutcome {
    /** The entry is ended: result added, acknowledged, deleted. */
    SETTLED,
    /** Another consumer owns the entry, or this one owns it through a later delivery. Nothing was written. */
    LOST,
    /** The entry is no longer in the stream, because it has already ended. Nothing was written. */
    GONE
}
