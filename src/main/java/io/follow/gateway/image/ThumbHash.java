package io.follow.gateway.image;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Computes the ThumbHash of a small picture, from which a page draws a blurred copy. The format is that of
 * <a href="https://github.com/evanw/thumbhash">Evan Wallace</a>: brightness, two differences of colours and, if any pixel is
 * transparent, alpha, each as the lowest frequencies of its cosine transform. Numbers are added in his order, because what
 * rounding leaves of an amplitude of zero decides between two values.
 */
final class ThumbHash {

    /** The maximum width and height of a picture, in pixels. */
    static final int LONGEST_SIDE = 100;

    private static final double FULL = 0xFF;
    private static final int COLOUR_WAVES = 3;
    private static final int ALPHA_WAVES = 5;
    private static final int LUMA_WAVES_WITH_ALPHA = 5;
    private static final int LUMA_WAVES = 7;

    private final int[] argb;
    private final int width;
    private final int height;
    private final boolean alpha;
    private final double red;
    private final double green;
    private final double blue;

    private ThumbHash(int[] argb, int width, int height) {
        double visible = 0;
        double reds = 0;
        double greens = 0;
        double blues = 0;
        for (int pixel : argb) {
            double opacity = (pixel >>> 24) / FULL;
            visible += opacity;
            reds += opacity / FULL * ((pixel >> 16) & 0xFF);
            greens += opacity / FULL * ((pixel >> 8) & 0xFF);
            blues += opacity / FULL * (pixel & 0xFF);
        }
        this.argb = argb;
        this.width = width;
        this.height = height;
        this.alpha = visible < argb.length;
        this.red = visible == 0 ? 0 : reds / visible;
        this.green = visible == 0 ? 0 : greens / visible;
        this.blue = visible == 0 ? 0 : blues / visible;
    }

    /** What is transformed; colours and alpha are from 0 to 1. */
    private interface Channel {
        double of(double red, double green, double blue, double alpha);
    }

    /**
     * Computes the hash.
     *
     * @param argb the pixels, row by row
     * @param width 1 to {@link #LONGEST_SIDE}
     * @param height 1 to {@link #LONGEST_SIDE}
     * @return 5 to 25 bytes
     */
    static byte[] of(int[] argb, int width, int height) {
        if (width > LONGEST_SIDE || height > LONGEST_SIDE || argb.length != width * height) {
            throw new IllegalArgumentException("%d pixels for %d×%d; expected as many, and sides of at most %d"
                    .formatted(argb.length, width, height, LONGEST_SIDE));
        }
        return new ThumbHash(argb, width, height).bytes();
    }

    private byte[] bytes() {
        int most = alpha ? LUMA_WAVES_WITH_ALPHA : LUMA_WAVES;
        int across = wavesOf(width, most);
        int down = wavesOf(height, most);
        boolean landscape = width > height;
        Waves luma = waves((r, g, b, a) -> (r + g + b) / 3, Math.max(3, across), Math.max(3, down));
        Waves yellow = waves((r, g, b, a) -> (r + g) / 2 - b, COLOUR_WAVES, COLOUR_WAVES);
        Waves ruddy = waves((r, g, b, a) -> r - g, COLOUR_WAVES, COLOUR_WAVES);
        Bits bits = new Bits();
        bits.put(6, 63 * luma.mean());
        bits.put(6, 31.5 + 31.5 * yellow.mean());
        bits.put(6, 31.5 + 31.5 * ruddy.mean());
        bits.put(5, 31 * luma.scale());
        bits.put(1, alpha ? 1 : 0);
        // The number for the longer side is known.
        bits.put(3, landscape ? down : across);
        bits.put(6, 63 * yellow.scale());
        bits.put(6, 63 * ruddy.scale());
        bits.put(1, landscape ? 1 : 0);
        Waves clear = alpha ? waves((r, g, b, a) -> a, ALPHA_WAVES, ALPHA_WAVES) : null;
        if (clear != null) {
            bits.put(4, 15 * clear.mean());
            bits.put(4, 15 * clear.scale());
        }
        bits.put(luma);
        bits.put(yellow);
        bits.put(ruddy);
        if (clear != null) {
            bits.put(clear);
        }
        return bits.bytes();
    }

    private int wavesOf(int side, int most) {
        return Math.max(1, (int) Math.round((double) most * side / Math.max(width, height)));
    }

    /** The frequencies of a channel of the picture on a ground of its own mean colour. */
    private Waves waves(Channel channel, int across, int down) {
        double[] values = new double[argb.length];
        for (int i = 0; i < values.length; i++) {
            int pixel = argb[i];
            double a = (pixel >>> 24) / FULL;
            values[i] = channel.of(
                    red * (1 - a) + a / FULL * ((pixel >> 16) & 0xFF),
                    green * (1 - a) + a / FULL * ((pixel >> 8) & 0xFF),
                    blue * (1 - a) + a / FULL * (pixel & 0xFF),
                    a);
        }
        return Waves.of(values, width, across, down);
    }

    /**
     * The lowest frequencies of a channel.
     *
     * @param scale the largest amplitude
     * @param amplitudes all of them except the mean
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Waves(double mean, double scale, double[] amplitudes) {

        /** Half of the frequencies, those with the most of them across and down together left out. */
        static Waves of(double[] values, int width, int across, int down) {
            int height = values.length / width;
            double[] found = new double[across * down];
            double scale = 0;
            int count = 0;
            for (int y = 0; y < down; y++) {
                for (int x = 0; x * down < across * (down - y); x++) {
                    double amplitude = amplitude(values, cosines(width, x), cosines(height, y));
                    found[count++] = amplitude;
                    scale = count == 1 ? 0 : Math.max(scale, Math.abs(amplitude));
                }
            }
            return new Waves(found[0], scale, Arrays.copyOfRange(found, 1, count));
        }

        private static double[] cosines(int length, int frequency) {
            double[] cosines = new double[length];
            for (int i = 0; i < length; i++) {
                cosines[i] = StrictMath.cos(Math.PI / length * frequency * (i + 0.5));
            }
            return cosines;
        }

        private static double amplitude(double[] values, double[] across, double[] down) {
            double sum = 0;
            for (int y = 0; y < down.length; y++) {
                for (int x = 0; x < across.length; x++) {
                    sum += values[y * across.length + x] * across[x] * down[y];
                }
            }
            return sum / values.length;
        }
    }

    /** Numbers of some bits each, the lowest bit first. */
    private static final class Bits {

        private final BitSet bits = new BitSet();
        private int length;

        /** @param value is rounded half up */
        void put(int count, double value) {
            long number = Math.round(value);
            for (int i = 0; i < count; i++) {
                bits.set(length++, ((number >> i) & 1) == 1);
            }
        }

        void put(Waves waves) {
            for (double amplitude : waves.amplitudes()) {
                put(4, waves.scale() == 0 ? 0 : 15 * (0.5 + 0.5 / waves.scale() * amplitude));
            }
        }

        byte[] bytes() {
            return Arrays.copyOf(bits.toByteArray(), (length + 7) / 8);
        }
    }
}
