package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * The box into which a picture is fitted. Pictures are never enlarged.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1; {@link #UNLIMITED} if only the width is limited
 * @param position applies if {@code fit} crops the picture or leaves space around it
 */
public record Box(int width, int height, Fit fit, Position position) {

    /** A side without a limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Checks that both sides are at least 1, and limited unless the fit is {@link Fit#INSIDE}. */
    public Box {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a box is " + width + "×" + height + "; expected at least 1×1");
        }
        if (fit != Fit.INSIDE && (width == UNLIMITED || height == UNLIMITED)) {
            throw new IllegalArgumentException("a box with fit " + fit + " needs a width and a height");
        }
    }

    /** Limits the width. */
    public static Box ofWidth(int width) {
        return inside(width, UNLIMITED);
    }

    /** Limits width and height, with {@link Fit#INSIDE}. */
    public static Box inside(int width, int height) {
        return new Box(width, height, Fit.INSIDE, Position.CENTRE);
    }

    /**
     * Fits a picture into this box.
     *
     * @param picture the size of the picture
     * @param maxSide the maximum side of the output format, in pixels
     * @param background the colour around the picture with {@link Fit#CONTAIN}, or null for transparent
     */
    public Layout layout(Size picture, int maxSide, @Nullable Colour background) {
        Size box = new Size(Math.min(width, maxSide), Math.min(height, maxSide));
        return switch (fit) {
            case INSIDE -> Layout.whole(Size.within(picture, box));
            case CONTAIN -> Layout.on(box, Size.within(picture, box), position, background);
            case COVER -> covering(picture, box);
        };
    }

    /** The box for a picture that is turned or mirrored after it was fitted, so that the result has this box. */
    Box before(Orientation turn) {
        boolean swaps = turn.swapsAxes();
        return new Box(swaps ? height : width, swaps ? width : height, fit, position.before(turn));
    }

    private Layout covering(Size picture, Size box) {
        // Whether the width limits the scale, relative to the ratio of the box.
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
            return Layout.cropped(scaled, box, position);
        }
        Size cropped = byWidth
                ? new Size(
                        picture.width(),
                        Math.min(picture.height(), Resizer.scaledHeight(box.width(), box.height(), picture.width())))
                : new Size(
                        Math.min(picture.width(), Resizer.scaledHeight(box.height(), box.width(), picture.height())),
                        picture.height());
        return Layout.cropped(picture, cropped, position);
    }
}
