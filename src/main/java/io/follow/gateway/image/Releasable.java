package io.follow.gateway.image;

/** Something that holds pixels until it is closed. */
public interface Releasable extends AutoCloseable {

    /** Frees the pixels; safe to call more than once. */
    @Override
    void close();
}
