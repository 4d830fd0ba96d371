package io.follow.gateway.image;

import java.awt.image.BufferedImage;

/**
 * Something done to the pixels of a finished picture, the same for every engine; see {@link Picture#with}. Safe for use by
 * several threads.
 */
public interface PictureOperation {

    /**
     * Makes new pixels.
     *
     * @param pixels upright sRGB pixels, as integers of RGB or, where one may be transparent, of straight ARGB; other
     *     pictures may be made of them as well, so they must not be changed
     * @return pixels in one of the same two layouts, of {@link #sizeOf the size}; {@code pixels} itself where there is
     *     nothing to do
     */
    BufferedImage apply(BufferedImage pixels) throws ImageException;

    /** The size of the new picture. */
    default Size sizeOf(Size picture) {
        return picture;
    }

    /**
     * The memory in bytes that the new pixels, and what is needed to make them, take.
     *
     * @param picture the size of the picture that it is applied to
     */
    long bytesNeeded(Size picture);
}
