package io.follow.gateway.image;

import java.util.List;
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

    /**
     * The layout for the picture of a file.
     *
     * @param operations are applied after scaling
     */
    public Layout layout(ImageHeader header, List<PictureOperation> operations) {
        return layout(new Size(header.orientedWidth(), header.orientedHeight()), operations);
    }

    /** The layout for a decoded picture. One that was decoded at a reduced size is not enlarged. */
    public Layout layout(Picture picture, List<PictureOperation> operations) {
        Layout wanted = layout(new Size(picture.width(), picture.height()), operations);
        Size held = picture.held();
        return wanted.scaled().fitsInto(held) ? wanted : layout(held, operations);
    }

    private Layout layout(Size picture, List<PictureOperation> operations) {
        Box turned = box;
        for (int i = operations.size() - 1; i >= 0; i--) {
            turned = turned.before(operations.get(i).orientation());
        }
        Layout fitted = fitted(turned, picture, format.maxSide());
        Layout changed = fitted.then(operations);
        long longest = changed.size().longerSide();
        if (longest <= format.maxSide()) {
            return changed;
        }
        // An operation enlarges the canvas; two pixels are for the rounding of its sides.
        long most = fitted.size().longerSide() * (format.maxSide() - 2L) / longest;
        return fitted(turned, picture, (int) Math.max(1, most)).then(operations);
    }

    private Layout fitted(Box turned, Size picture, int maxSide) {
        return turned.layout(picture, maxSide, format.hasAlpha() ? background : ground());
    }

    /** The colour behind transparency in formats without it. */
    public Colour ground() {
        return background == null ? Colour.WHITE : background;
    }
}
