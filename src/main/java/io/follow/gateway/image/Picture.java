package io.follow.gateway.image;

import java.awt.image.BufferedImage;

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
     * The size of the pixel data, after orientation. Smaller than {@link #width()} and {@link #height()} if the picture was
     * decoded at a reduced size.
     */
    default Size held() {
        return new Size(width(), height());
    }

    /**
     * Applies an operation. The result is a picture of its own, and the caller closes both.
     *
     * @throws IllegalStateException if orientation or colours are not applied yet, which a resize does
     */
    Picture with(PictureOperation operation) throws ImageException;

    /**
     * Cuts out a part. The result is a picture of its own, and the caller closes both.
     *
     * @param part an area within the picture
     * @throws IllegalStateException as for {@link #with}
     */
    default Picture crop(Area part) throws ImageException {
        return with(new Placement(part.size(), -part.left(), -part.top(), null));
    }

    /**
     * The pixels as RGB integers or, if some can be transparent, as ARGB integers; not to be changed.
     *
     * @throws IllegalStateException as for {@link #with}
     */
    BufferedImage pixels() throws ImageException;

    /**
     * The pixels at a smaller size, each the mean of the area that it replaces. Colours count by their opacity.
     *
     * @param size at most that of the picture
     * @return new sRGB pixels of type {@link BufferedImage#TYPE_INT_RGB} or, if some can be transparent,
     *     {@link BufferedImage#TYPE_INT_ARGB}
     * @throws IllegalStateException if orientation or colours are not applied yet, which a resize does
     */
    BufferedImage averaged(Size size) throws ImageException;

    /** Another picture of the same pixels, which are freed when the last one of them is closed. */
    Picture share() throws ImageException;
}
