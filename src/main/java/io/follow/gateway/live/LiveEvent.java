package io.follow.gateway.live;

import java.util.Map;

/**
 * An event for a subscribed client.
 *
 * @param kind what it is
 * @param data its fields, in order
 */
public record LiveEvent(Kind kind, Map<String, String> data) {

    /** A heartbeat, by which each side detects that the other is gone. */
    public static final LiveEvent HEARTBEAT = new LiveEvent(Kind.HEARTBEAT, Map.of());

    /** The type of an event. */
    public enum Kind {
        IMAGE_PROGRESS,
        IMAGE_PROCESSED,
        IMAGE_FAILED,
        IMAGE_UNKNOWN,
        HEARTBEAT
    }
}
