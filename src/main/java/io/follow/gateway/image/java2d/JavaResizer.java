package io.follow.gateway.image.java2d;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.Resizer;
import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import net.coobird.thumbnailator.resizers.Resizers;

/** Reduces by the whole part of the ratio, lets Thumbnailator do the rest, then pays what is owed: colours and turning. */
final class JavaResizer implements Resizer {

    /** Above this the sums of {@link BoxReducer} would overflow; the rest is left to a second pass. */
    private static final int MAX_FACTOR = 64;

    @Override
    public Picture resize(Picture picture, Size size) throws ImageException {
        JavaPicture source = JavaPicture.of(picture, ImageError.PROCESS_FAILED);
        boolean swap = source.orientation().swapsAxes();
        BufferedImage small =
                scale(source.image(), swap ? size.height() : size.width(), swap ? size.width() : size.height());
        BufferedImage converted = ColourConverter.toSrgb(PixelLayout.toIntegers(small), source.profile());
        return new JavaPicture(Orienter.upright(converted, source.orientation()), Orientation.NORMAL, null);
    }

    private static BufferedImage scale(BufferedImage image, int width, int height) {
        if (image.getWidth() == width && image.getHeight() == height) {
            return image;
        }
        BufferedImage reduced = image;
        do {
            // Factors of one still change the layout: integers, premultiplied where there is alpha.
            reduced = BoxReducer.reduce(
                    straight(reduced), factor(reduced.getWidth(), width), factor(reduced.getHeight(), height));
        } while (reduced.getWidth() >= 2 * width || reduced.getHeight() >= 2 * height);
        if (reduced.getWidth() == width && reduced.getHeight() == height) {
            return straight(reduced);
        }
        BufferedImage result = new BufferedImage(width, height, reduced.getType());
        Resizers.BICUBIC.resize(reduced, result);
        return straight(result);
    }

    private static int factor(int length, int wanted) {
        return Math.min(MAX_FACTOR, length / wanted);
    }

    /** Undoes the premultiplication. */
    private static BufferedImage straight(BufferedImage image) {
        if (image.getType() != BufferedImage.TYPE_INT_ARGB_PRE) {
            return image;
        }
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        int[] source = PixelLayout.ints(image);
        int[] target = PixelLayout.ints(result);
        for (int i = 0; i < source.length; i++) {
            target[i] = straight(source[i]);
        }
        return result;
    }

    private static int straight(int pixel) {
        int alpha = pixel >>> 24;
        if (alpha == 0 || alpha == 0xFF) {
            return alpha == 0 ? 0 : pixel;
        }
        int red = Math.min(0xFF, (((pixel >> 16) & 0xFF) * 0xFF + alpha / 2) / alpha);
        int green = Math.min(0xFF, (((pixel >> 8) & 0xFF) * 0xFF + alpha / 2) / alpha);
        int blue = Math.min(0xFF, ((pixel & 0xFF) * 0xFF + alpha / 2) / alpha);
        return (alpha << 24) | (red << 16) | (green << 8) | blue;
    }
}
