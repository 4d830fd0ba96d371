package io.follow.gateway.component.streams.read;

/** Where a new consumer group starts. */
public enum GroupStart {
    /** At the oldest entry of the stream. */
    START("0"),
    /** At the next entry that is added. */
    NOW("$");

    private final String id;

    GroupStart(String id) {
        this.id = id;
    }

    /** The id after which the group starts, as an argument of {@code XGROUP CREATE}. */
    String id() {
        return id;
    }
}
