package io.follow.gateway.live;

/** Where events come from while somebody watches. */
public interface EventFeed {

    /**
     * Sees to it that events come; does nothing when they do.
     *
     * @throws io.lettuce.core.RedisException when the server cannot be reached
     */
    void listen();

    /** No more events are needed for now. */
    void rest();
}
