package io.follow.gateway.image.operation;

import io.follow.gateway.image.Position;
import io.follow.gateway.image.Size;

/**
 * The position and appearance of a watermark.
 *
 * @param position the edge or corner of the picture at which the mark is drawn
 * @param x the horizontal distance from the edge, or to the right of the centre, in pixels of each picture. For tiles, the
 *     width of the gap
 * @param y the vertical distance, or the height of the gap
 * @param opacity 0 (invisible) to 1 (the opacity of the mark)
 * @param widthPercent the width of the mark, in per cent of the width of the picture; {@link #OWN_SIZE} for the original size
 * @param tiled whether the mark is repeated over the whole picture, starting in the top left corner; the position is then
 *     ignored
 */
public record WatermarkStyle(Position position, int x, int y, double opacity, int widthPercent, boolean tiled) {

    /** The mark keeps its original size. */
    public static final int OWN_SIZE = 0;

    private static final int WHOLE_WIDTH = 100;

    /** Checks the ranges. */
    public WatermarkStyle {
        if (x < 0 || y < 0) {
            throw new IllegalArgumentException(
                    "the offset of a watermark is " + x + ", " + y + "; expected at least 0");
        }
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("the opacity of a watermark is " + opacity + "; expected 0 to 1");
        }
        if (widthPercent < OWN_SIZE || widthPercent > WHOLE_WIDTH) {
            throw new IllegalArgumentException("the width of a watermark is " + widthPercent + " %; expected 1 to 100");
        }
    }

    /** The size of a mark on a picture. Keeps the aspect ratio and never exceeds the picture. */
    Size sizeOn(Size picture, Size mark) {
        double wanted =
                widthPercent == OWN_SIZE ? 1 : (double) picture.width() * widthPercent / WHOLE_WIDTH / mark.width();
        double most = Math.min((double) picture.width() / mark.width(), (double) picture.height() / mark.height());
        double scale = Math.min(wanted, most);
        return new Size(scaled(mark.width(), scale), scaled(mark.height(), scale));
    }

    private static int scaled(int side, double scale) {
        return (int) Math.max(1, Math.round(side * scale));
    }

    /** The first column of the mark, given the number of free columns. */
    int left(int spare) {
        return offset(position.left(2), x, spare);
    }

    /** The first row of the mark, given the number of free rows. */
    int top(int spare) {
        return offset(position.top(2), y, spare);
    }

    /** @param halves 0 at the start, 1 in the centre, 2 at the end */
    private static int offset(int halves, int distance, int spare) {
        int begin = halves == 2 ? spare - distance : spare * halves / 2 + distance;
        return Math.max(0, Math.min(spare, begin));
    }
}
