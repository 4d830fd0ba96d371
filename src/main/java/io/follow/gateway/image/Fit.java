package io.follow.gateway.image;

/** How a picture fits into a {@link Box}. */
public enum Fit {
    /** The whole picture, within the box. */
    INSIDE,
    /** Cropped to the ratio of the box. */
    COVER,
    /** The whole picture on a canvas that is exactly the box. */
    CONTAIN
}
