package io.follow.gateway.image.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;

/** Pictures for operations, and what is asserted about their pixels. */
final class Pictures {

    private Pictures() {}

    /** A picture of the colours that a function of column and row gives. */
    static BufferedImage drawn(int width, int height, int type, IntBinaryOperator colour) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour.applyAsInt(x, y));
            }
        }
        return image;
    }

    static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    static void assertSame(BufferedImage found, BufferedImage expected) {
        assertThat(found.getType()).isEqualTo(expected.getType());
        assertThat(found.getWidth()).isEqualTo(expected.getWidth());
        assertThat(pixels(found)).isEqualTo(pixels(expected));
    }

    /** Runs something that must not change a picture. */
    static BufferedImage unchanged(BufferedImage image, Operation operation) {
        int[] before = pixels(image);
        BufferedImage result = operation.apply(image);
        assertThat(Arrays.equals(pixels(image), before))
                .as("the source is as it was")
                .isTrue();
        return result;
    }

    @FunctionalInterface
    interface Operation {
        BufferedImage apply(BufferedImage image);
    }
}
