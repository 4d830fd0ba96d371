package io.follow.gateway.component.streams.entry;

/** What an attempt to end an entry did. */
public enum SettleOutcome {
    /** The entry is ended: result added, acknowledged, deleted. */
    SETTLED,
    /** Another consumer holds the entry, or this one holds it again by a later delivery. Nothing was written. */
    LOST,
    /** The entry is no longer in the stream: it has ended before. Nothing was written. */
    GONE
}
