package io.follow.gateway.image;

/**
 * Decoded pixels of one engine. Only the stages of the engine that made it can read them. Turning it upright and
 * converting its colours may still be owed, since both are cheaper after the resize; what is reported here is how the
 * picture will look. Not changed by any stage, so that several renditions can be made from one.
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
}
