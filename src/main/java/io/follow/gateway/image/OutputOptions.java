package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * What one result is to be: {@link PictureOptions} with every default applied.
 *
 * @param quality 1 to 100; null where the caller of the encoder decides
 * @param background around the picture and behind transparency; null for what the format does by itself
 */
public record OutputOptions(Box box, ImageFormat format, @Nullable Integer quality, @Nullable Colour background) {

    /** The same in another box. */
    public OutputOptions in(Box other) {
        return new OutputOptions(other, format, quality, background);
    }

    /** How a file's picture is laid out. */
    public Layout layout(ImageHeader header) {
        return layout(new Size(header.orientedWidth(), header.orientedHeight()));
    }

    /** How a picture is laid out; of one that was decoded at a reduced size nothing is made larger than its pixels. */
    public Layout layout(Picture picture) {
        Layout wanted = layout(new Size(picture.width(), picture.height()));
        Size held = picture.held();
        return wanted.scaled().fitsInto(held) ? wanted : layout(held);
    }

    private Layout layout(Size picture) {
        return box.layout(picture, format.maxSide(), format.hasAlpha() ? background : ground());
    }

    /** What transparency becomes where the format has none. */
    public Colour ground() {
        return background == null ? Colour.WHITE : background;
    }
}
