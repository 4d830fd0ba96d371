package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * The space that a picture is fitted into. No picture is ever enlarged.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1; {@link #UNLIMITED} where only the width counts
 * @param position counts where {@code fit} crops or leaves something free
 */
public record Box(int width, int height, Fit fit, Position position) {

    /** A side that limits nothing. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Checks that both sides are at least 1, and known where the picture is to fill them. */
    public Box {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a box is " + width + "×" + height + "; expected at least 1×1");
        }
        if (fit != Fit.INSIDE && (width == UNLIMITED || height == UNLIMITED)) {
            throw new IllegalArgumentException("a box with fit " + fit + " needs a width and a height");
        }
    }

    /** A picture may be so wide and of any height. */
    public static Box ofWidth(int width) {
        return inside(width, UNLIMITED);
    }

    /** A picture may be so wide and so high. */
    public static Box inside(int width, int height) {
        return new Box(width, height, Fit.INSIDE, Position.CENTRE);
    }

    /**
     * How a picture is brought into this box.
     *
     * @param picture its size
     * @param maxSide the longest side that the output format can hold, in pixels
     * @param background what is around the picture with {@link Fit#CONTAIN}; transparent when null
     */
    public Layout layout(Size picture, int maxSide, @Nullable Colour background) {
        Size box = new Size(Math.min(width, maxSide), Math.min(height, maxSide));
        return switch (fit) {
            case INSIDE -> Layout.whole(Size.within(picture, box));
            case CONTAIN -> Layout.on(box, Size.within(picture, box), position, background);
            case COVER -> covering(picture, box);
        };
    }

    private Layout covering(Size picture, Size box) {
        // Which side of the picture has less to spare.
        boolean byWidth = (long) picture.width() * box.height() <= (long) picture.height() * box.width();
        if (box.width() <= picture.width() && box.height() <= picture.height()) {
            Size scaled = byWidth
                    ? new Size(
                            box.width(),
                            Math.max(
                                    box.height(), Resizer.scaledHeight(picture.width(), picture.height(), box.width())))
                    : new Size(
                            Math.max(
                                    box.width(), Resizer.scaledHeight(picture.height(), picture.width(), box.height())),
                            box.height());
            return Layout.on(box, scaled, position, null);
        }
        Size cropped = byWidth
                ? new Size(
                        picture.width(),
                        Math.min(picture.height(), Resizer.scaledHeight(box.width(), box.height(), picture.width())))
                : new Size(
                        Math.min(picture.width(), Resizer.scaledHeight(box.height(), box.width(), picture.height())),
                        picture.height());
        return Layout.on(cropped, picture, position, null);
    }
}
