package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * The options of one result: {@link PictureOptions} with all defaults applied.
 *
 * @param quality 1 to 100, or null if the encode step decides
 * @param background the colour around the picture and behind transparency, or null for the default of the format
 */
public record OutputOptions(Box box, ImageFormat format, @Nullable Integer quality, @Nullable Colour background) {

    /** These options with another box. */
    public OutputOptions in(Box other) {
        return new OutputOptions(other, format, quality, background);
    }

    /** The layout for the picture of a file. */
    public Layout layout(ImageHeader header) {
        return layout(new Size(header.orientedWidth(), header.orientedHeight()));
    }

    /** The layout for a decoded picture. One that was decoded at a reduced size is not enlarged. */
    public Layout layout(Picture picture) {
        Layout wanted = layout(new Size(picture.width(), picture.height()));
        Size held = picture.held();
        return wanted.scaled().fitsInto(held) ? wanted : layout(held);
    }

    private Layout layout(Size picture) {
        return box.layout(picture, format.maxSide(), format.hasAlpha() ? background : ground());
    }

    /** The colour behind transparency in formats without it. */
    public Colour ground() {
        return background == null ? Colour.WHITE : background;
    }
}
