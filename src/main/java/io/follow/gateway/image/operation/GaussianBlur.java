package io.follow.gateway.image.operation;

import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * Blurs a picture. Colours are weighted by their opacity, so that invisible ones do not bleed into edges.
 *
 * @param sigma the standard deviation in pixels, {@link #LEAST} to {@link #MOST}
 */
public record GaussianBlur(double sigma) implements PictureOperation {

    /** A smaller value has no visible effect. */
    public static final double LEAST = 0.3;

    /** A larger value leaves nothing recognizable. */
    public static final double MOST = 250;

    private static final int ALPHA = 24;
    private static final int FULL = 0xFF;

    /** Checks the range. */
    public GaussianBlur {
        if (!(sigma >= LEAST && sigma <= MOST)) {
            throw new IllegalArgumentException(
                    "the sigma of a blur is " + sigma + "; expected a number from " + LEAST + " to " + MOST);
        }
    }

    @Override
    public BufferedImage apply(BufferedImage pixels) {
        BufferedImage result = Pixels.like(pixels);
        int width = pixels.getWidth();
        int height = pixels.getHeight();
        Gaussian gaussian = new Gaussian(sigma);
        int[] target = Pixels.of(result);
        float[] opacities = Pixels.opacities(pixels);
        if (opacities != null) {
            gaussian.blur(opacities, width, height);
            for (int i = 0; i < target.length; i++) {
                target[i] = Pixels.rounded(opacities[i]) << ALPHA;
            }
        }
        float[] plane = new float[target.length];
        for (int shift = 0; shift < ALPHA; shift += Byte.SIZE) {
            read(Pixels.of(pixels), shift, opacities != null, plane);
            gaussian.blur(plane, width, height);
            write(plane, opacities, shift, target);
        }
        return result;
    }

    /** Reads a component, premultiplied if the picture has transparency. */
    private static void read(int[] pixels, int shift, boolean weighted, float[] plane) {
        for (int i = 0; i < plane.length; i++) {
            int value = (pixels[i] >> shift) & FULL;
            plane[i] = weighted ? value * (pixels[i] >>> ALPHA) : value;
        }
    }

    private static void write(float[] plane, float @Nullable [] opacities, int shift, int[] target) {
        for (int i = 0; i < plane.length; i++) {
            if (opacities == null) {
                target[i] |= Pixels.rounded(plane[i]) << shift;
            } else if (target[i] >>> ALPHA != 0) {
                target[i] |= Pixels.rounded(plane[i] / opacities[i]) << shift;
            }
        }
    }

    /** The new pixels, two planes, and the buffers for lines. */
    @Override
    public long bytesNeeded(Size picture) {
        return (Integer.BYTES + 2L * Float.BYTES) * picture.pixels()
                + new Gaussian(sigma).bytesNeeded(picture.width(), picture.height());
    }
}
