package io.follow.gateway.image;

/** Writes one animation; used by one thread. */
public interface AnimationWriter extends Releasable {

    /**
     * Adds a frame.
     *
     * @param picture a finished picture, as large as those before
     * @param millis how long it is shown
     */
    void add(Picture picture, int millis) throws ImageException;

    /**
     * Ends the animation.
     *
     * @param plays how often it is played; 0 for without end
     * @return the file
     */
    byte[] finish(int plays) throws ImageException;
}
