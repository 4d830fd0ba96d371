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

    /**
     * The pixels that there are, after orientation: fewer than {@link #width()} and {@link #height()} where the decoder has
     * delivered no more than was asked for.
     */
    default Size held() {
        return new Size(width(), height());
    }

    /**
     * Another picture, made of this one's pixels by an operation. Both are to be closed.
     *
     * @throws IllegalStateException when something is still owed to this one, which a resize pays
     */
    Picture with(PictureOperation operation) throws ImageException;

    /** Another picture of the same pixels, which are freed when the last one of them is closed. */
    Picture share() throws ImageException;
}
