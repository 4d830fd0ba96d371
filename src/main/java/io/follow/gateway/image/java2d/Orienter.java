package io.follow.gateway.image.java2d;

import io.follow.gateway.image.Orientation;
import java.awt.image.BufferedImage;

/** Applies the orientation to a picture by moving pixels, without resampling. */
final class Orienter {

    private Orienter() {}

    /** Orients RGB or ARGB integers. */
    static BufferedImage upright(BufferedImage image, Orientation orientation) {
        if (orientation == Orientation.NORMAL) {
            return image;
        }
        int width = image.getWidth();
        int height = image.getHeight();
        boolean swap = orientation.swapsAxes();
        BufferedImage result = new BufferedImage(swap ? height : width, swap ? width : height, image.getType());
        int[] source = PixelLayout.ints(image);
        int[] target = PixelLayout.ints(result);
        int targetWidth = result.getWidth();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                target[index(orientation, x, y, width, height, targetWidth)] = source[y * width + x];
            }
        }
        return result;
    }

    /** The target of a stored pixel, according to Exif 2.32, tag 274. */
    private static int index(Orientation orientation, int x, int y, int width, int height, int targetWidth) {
        return switch (orientation) {
            case NORMAL -> y * targetWidth + x;
            case MIRRORED -> y * targetWidth + width - 1 - x;
            case ROTATED_180 -> (height - 1 - y) * targetWidth + width - 1 - x;
            case FLIPPED -> (height - 1 - y) * targetWidth + x;
            case TRANSPOSED -> x * targetWidth + y;
            case ROTATED_90 -> x * targetWidth + height - 1 - y;
            case TRANSVERSED -> (width - 1 - x) * targetWidth + height - 1 - y;
            case ROTATED_270 -> (width - 1 - x) * targetWidth + y;
        };
    }
}
