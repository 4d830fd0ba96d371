package io.follow.gateway.component.streams.read;

/** Where a new consumer group begins. */
public enum GroupStart {
    /** With the oldest entry of the stream. */
    START("0"),
    /** With the next entry that is added. */
    NOW("$");

    private final String id;

    GroupStart(String id) {
        this.id = id;
    }

    /** The id after which the group begins, as {@code XGROUP CREATE} takes it. */
    String id() {
        return id;
    }
}
