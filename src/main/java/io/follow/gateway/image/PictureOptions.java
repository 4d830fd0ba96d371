package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * What a result is to be, as far as somebody has said so; what is null was left open.
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

    /** Nothing was said. */
    public static final PictureOptions NONE = new PictureOptions(null, null, null, null, null, null, null);

    /** These options, and others where these are left open. */
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

    /** Only what does not depend on a box: format, quality and background. */
    public PictureOptions withoutBox() {
        return new PictureOptions(null, null, null, null, format, quality, background);
    }

    /**
     * The box. Where width or height is left open, the picture is fitted inside of the other one, and is never wider than
     * the limit.
     *
     * @param maxWidth the greatest width of any result, in pixels
     */
    public Box box(int maxWidth) {
        if (width != null && height != null) {
            return new Box(
                    width, height, fit == null ? Fit.INSIDE : fit, position == null ? Position.CENTRE : position);
        }
        return Box.inside(width == null ? maxWidth : width, height == null ? Box.UNLIMITED : height);
    }
}
