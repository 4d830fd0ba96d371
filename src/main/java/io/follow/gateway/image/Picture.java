package io.follow.gateway.image;

/**
 * Decoded pixels, readable only by the stages of the engine that created them. Applying the orientation and converting
 * the colours may be pending, because both are cheaper after the resize; the methods describe the final picture. No
 * stage modifies it, so that several renditions can be made from one picture.
 */
public interface Picture extends Releasable {

    /** Columns, after orientation. */
    int width();

    /** Rows, after orientation. */
    int height();

    /** Whether a pixel may be transparent. */
    boolean alpha();
}
