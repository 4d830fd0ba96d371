package io.follow.gateway.image.java2d;

import io.follow.gateway.image.PngColourKey;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/**
 * Normalises decoded pictures to one of four layouts with 8 bits per component: grey bytes, BGR bytes, RGB or ARGB
 * integers. Component values are copied unchanged; Java's own conversions would interpret grey as linear light and
 * brighten it.
 */
final class PixelLayout {

    private PixelLayout() {}

    static BufferedImage normalise(BufferedImage image) {
        return switch (image.getType()) {
            case BufferedImage.TYPE_BYTE_GRAY,
                    BufferedImage.TYPE_3BYTE_BGR,
                    BufferedImage.TYPE_INT_RGB,
                    BufferedImage.TYPE_INT_ARGB -> image;
            default ->
                image.getColorModel() instanceof IndexColorModel palette
                        ? ofPalette(image, palette)
                        : ofComponents(image);
        };
    }

    /** The same for a grey or RGB picture with one transparent colour, compared in the stored depth. */
    static BufferedImage normalise(BufferedImage image, @Nullable PngColourKey key) {
        if (key == null) {
            return normalise(image);
        }
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int width = image.getWidth();
        int maximum = (1 << key.depth()) - 1;
        BufferedImage result = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        int[] samples = new int[width * bands];
        int[] row = new int[width];
        boolean[] clear = new boolean[width];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, samples);
            for (int x = 0; x < width; x++) {
                clear[x] = key.matches(samples, x * bands);
            }
            reduce(samples, maximum);
            pack(samples, bands, row);
            for (int x = 0; x < width; x++) {
                row[x] &= clear[x] ? 0xFFFFFF : -1;
            }
            System.arraycopy(row, 0, ints(result), y * width, width);
        }
        return result;
    }

    /** Reads a row of a normalised picture as ARGB, opaque if it has no alpha. */
    static void readRow(BufferedImage image, int y, int[] row) {
        int width = image.getWidth();
        switch (image.getType()) {
            case BufferedImage.TYPE_BYTE_GRAY -> {
                byte[] data = bytes(image);
                for (int x = 0, i = y * width; x < width; x++, i++) {
                    row[x] = 0xFF000000 | (data[i] & 0xFF) * 0x010101;
                }
            }
            case BufferedImage.TYPE_3BYTE_BGR -> {
                byte[] data = bytes(image);
                for (int x = 0, i = 3 * y * width; x < width; x++, i += 3) {
                    row[x] = 0xFF000000 | ((data[i + 2] & 0xFF) << 16) | ((data[i + 1] & 0xFF) << 8) | (data[i] & 0xFF);
                }
            }
            case BufferedImage.TYPE_INT_RGB -> {
                System.arraycopy(ints(image), y * width, row, 0, width);
                for (int x = 0; x < width; x++) {
                    row[x] |= 0xFF000000;
                }
            }
            default -> System.arraycopy(ints(image), y * width, row, 0, width);
        }
    }

    /** The same picture as RGB or ARGB integers. */
    static BufferedImage toIntegers(BufferedImage image) {
        int type = image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        if (image.getType() == type) {
            return image;
        }
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), type);
        int[] target = ints(result);
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            readRow(image, y, row);
            System.arraycopy(row, 0, target, y * row.length, row.length);
        }
        return result;
    }

    static int[] ints(BufferedImage image) {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    static byte[] bytes(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    private static BufferedImage ofPalette(BufferedImage image, IndexColorModel palette) {
        int type = palette.hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        int[] colours = new int[palette.getMapSize()];
        palette.getRGBs(colours);
        int width = image.getWidth();
        BufferedImage result = new BufferedImage(width, image.getHeight(), type);
        int[] target = ints(result);
        int[] indices = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRaster().getSamples(0, y, width, 1, 0, indices);
            for (int x = 0; x < width; x++) {
                int index = indices[x];
                target[y * width + x] = index < colours.length ? colours[index] : 0xFF000000;
            }
        }
        return result;
    }

    private static BufferedImage ofComponents(BufferedImage image) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int width = image.getWidth();
        int maximum = maximum(image.getColorModel());
        BufferedImage result = new BufferedImage(width, image.getHeight(), typeOf(bands));
        int[] samples = new int[width * bands];
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, samples);
            reduce(samples, maximum);
            if (bands == 1) {
                byte[] target = bytes(result);
                for (int x = 0; x < width; x++) {
                    target[y * width + x] = (byte) samples[x];
                }
            } else {
                pack(samples, bands, row);
                System.arraycopy(row, 0, ints(result), y * width, width);
            }
        }
        return result;
    }

    /** To 8 bits. */
    private static void reduce(int[] samples, int maximum) {
        for (int i = 0; maximum != 255 && i < samples.length; i++) {
            samples[i] = (samples[i] * 255 + maximum / 2) / maximum;
        }
    }

    private static void pack(int[] samples, int bands, int[] row) {
        for (int x = 0, i = 0; x < row.length; x++, i += bands) {
            int colour =
                    bands <= 2 ? samples[i] * 0x010101 : (samples[i] << 16) | (samples[i + 1] << 8) | samples[i + 2];
            int alpha = bands == 2 || bands == 4 ? samples[i + bands - 1] : 0xFF;
            row[x] = (alpha << 24) | colour;
        }
    }

    private static int maximum(ColorModel model) {
        return (1 << model.getComponentSize(0)) - 1;
    }

    private static int typeOf(int bands) {
        return switch (bands) {
            case 1 -> BufferedImage.TYPE_BYTE_GRAY;
            case 3 -> BufferedImage.TYPE_INT_RGB;
            case 2, 4 -> BufferedImage.TYPE_INT_ARGB;
            default -> throw new IllegalArgumentException("a picture has " + bands + " components; expected 1 to 4");
        };
    }
}
