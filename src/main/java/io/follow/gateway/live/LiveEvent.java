package io.follow.gateway.live;

import java.util.Map;

/**
 * Something that a watcher is told.
 *
 * @param kind what it is
 * @param data its fields, in order
 */
public record LiveEvent(Kind kind, Map<String, String> data) {

    /** A sign of life, by which both sides find out that the other is gone. */
    public static final LiveEvent HEARTBEAT = new LiveEvent(Kind.HEARTBEAT, Map.of());

    /** What an event is about. */
    public enum Kind {
        IMAGE_PROGRESS,
        IMAGE_PROCESSED,
        IMAGE_FAILED,
        IMAGE_UNKNOWN,
        HEARTBEAT
    }
}
