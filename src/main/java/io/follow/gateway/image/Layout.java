package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * How a picture is brought into a {@link Box}: made smaller first, then put on a canvas of another size where it needs one.
 *
 * @param scaled what the whole picture is made
 * @param placement what is done then; null when nothing is
 */
public record Layout(Size scaled, @Nullable Placement placement) {

    /** The whole picture in a size. */
    public static Layout whole(Size size) {
        return new Layout(size, null);
    }

    /** A picture of one size on a canvas of another. */
    static Layout on(Size canvas, Size scaled, Position position, @Nullable Colour background) {
        int spareColumns = canvas.width() - scaled.width();
        int spareRows = canvas.height() - scaled.height();
        if (spareColumns == 0 && spareRows == 0) {
            return whole(scaled);
        }
        int left = spareColumns < 0 ? -position.left(-spareColumns) : position.left(spareColumns);
        int top = spareRows < 0 ? -position.top(-spareRows) : position.top(spareRows);
        return new Layout(scaled, new Placement(canvas, left, top, background));
    }

    /** The size of the result. */
    public Size size() {
        return placement == null ? scaled : placement.canvas();
    }
}
