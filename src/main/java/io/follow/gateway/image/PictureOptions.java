package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * The options of a result. Those that are null are not specified.
 *
 * @param width of the box, in pixels
 * @param height of the box, in pixels
 * @param quality 1 to 100
 */
public record PictureOptions(
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Fit fit,
        @Nullable Position position,
        @Nullable ImageFormat format,
        @Nullable Integer quality,
        @Nullable Colour background) {

    /** No options. */
    public static final PictureOptions NONE = new PictureOptions(null, null, null, null, null, null, null);

    /** These options, completed with others. */
    public PictureOptions orElse(PictureOptions others) {
        return new PictureOptions(
                width != null ? width : others.width,
                height != null ? height : others.height,
                fit != null ? fit : others.fit,
                position != null ? position : others.position,
                format != null ? format : others.format,
                quality != null ? quality : others.quality,
                background != null ? background : others.background);
    }

    /** Only format, quality and background. */
    public PictureOptions withoutBox() {
        return new PictureOptions(null, null, null, null, format, quality, background);
    }

    /**
     * The box. If width or height is not specified, the fit is {@link Fit#INSIDE}.
     *
     * @param maxWidth the maximum width of results, in pixels; applies if no width is specified
     */
    public Box box(int maxWidth) {
        if (width != null && height != null) {
            return new Box(
                    width, height, fit == null ? Fit.INSIDE : fit, position == null ? Position.CENTRE : position);
        }
        return Box.inside(width == null ? maxWidth : width, height == null ? Box.UNLIMITED : height);
    }
}
