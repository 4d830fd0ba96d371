package io.follow.gateway.image;

import java.awt.image.BufferedImage;

/** An operation on the pixels of a finished picture, the same for every engine; see {@link Picture#with}. Thread-safe. */
public interface PictureOperation {

    /**
     * Creates new pixels.
     *
     * @param pixels upright sRGB pixels of type {@link BufferedImage#TYPE_INT_RGB} or, if some can be transparent,
     *     {@link BufferedImage#TYPE_INT_ARGB}; must not be changed, because other pictures may share them
     * @return pixels of one of these two types and of the {@linkplain #sizeOf expected size}; may be {@code pixels} itself
     */
    BufferedImage apply(BufferedImage pixels) throws ImageException;

    /** The size of the new picture for a picture of a given size. */
    default Size sizeOf(Size picture) {
        return picture;
    }

    /**
     * How the operation turns or mirrors the picture as a whole. The box of a result and its position are those of the
     * picture after that.
     */
    default Orientation orientation() {
        return Orientation.NORMAL;
    }

    /**
     * The memory for the new pixels and for creating them, in bytes.
     *
     * @param picture the size of the picture to which the operation is applied
     */
    long bytesNeeded(Size picture);
}
