package io.follow.gateway.image.operation;

/**
 * Blurs planes of values by three extended box filters, which have the variance of the Gaussian and differ little from it
 * (P. Gwosdek, S. Grewenig, A. Bruhn, J. Weickert, Theoretical Foundations of Gaussian Convolution by Extended Box
 * Filtering, 2011). The time does not depend on the standard deviation. Edge values are repeated beyond the edges.
 */
final class Gaussian {

    private static final int PASSES = 3;

    /** The number of lines that are filtered at once, so that the JIT compiler vectorizes the loops over them. */
    private static final int LANES = 64;

    private final int radius;
    private final float inner;
    private final float outer;

    /** @param sigma the standard deviation in pixels */
    Gaussian(double sigma) {
        double variance = sigma * sigma / PASSES;
        radius = (int) Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
        int length = 2 * radius + 1;
        double fraction =
                length * (radius * (radius + 1.0) - 3 * variance) / (6 * (variance - (radius + 1.0) * (radius + 1.0)));
        inner = (float) (1 / (length + 2 * fraction));
        outer = (float) (fraction / (length + 2 * fraction));
    }

    /** The working memory for planes of a size, in bytes. */
    long bytesNeeded(int width, int height) {
        return 2L * Float.BYTES * LANES * padded(Math.max(width, height));
    }

    private int padded(int length) {
        return length + 2 * margin();
    }

    /** The number of values beyond each end of a line that the passes use. */
    private int margin() {
        return PASSES * (radius + 1);
    }

    /** Blurs a plane in place. */
    void blur(float[] plane, int width, int height) {
        float[] line = new float[LANES * padded(Math.max(width, height))];
        float[] filtered = new float[line.length];
        for (int y = 0; y < height; y += LANES) {
            blur(plane, new Lines(y * width, width, Math.min(LANES, height - y), 1, width), line, filtered);
        }
        for (int x = 0; x < width; x += LANES) {
            blur(plane, new Lines(x, 1, Math.min(LANES, width - x), width, height), line, filtered);
        }
    }

    /**
     * Adjacent lines of a plane.
     *
     * @param first the index of the first value of the first line
     * @param across the distance between two lines
     * @param count the number of lines, at most {@link #LANES}
     * @param along the distance between two values of a line
     * @param length the number of values of a line
     */
    private record Lines(int first, int across, int count, int along, int length) {

        /** Copies the lines to lanes, starting at a value. */
        void read(float[] plane, float[] lanes, int at) {
            for (int i = 0; i < length; i++) {
                for (int lane = 0; lane < count; lane++) {
                    lanes[(at + i) * LANES + lane] = plane[first + i * along + lane * across];
                }
            }
        }

        void write(float[] lanes, int at, float[] plane) {
            for (int i = 0; i < length; i++) {
                for (int lane = 0; lane < count; lane++) {
                    plane[first + i * along + lane * across] = lanes[(at + i) * LANES + lane];
                }
            }
        }
    }

    private void blur(float[] plane, Lines lines, float[] line, float[] filtered) {
        int margin = margin();
        float[] from = line;
        float[] to = filtered;
        lines.read(plane, from, margin);
        pad(from, margin, lines.length());
        for (int pass = 1; pass <= PASSES; pass++) {
            int start = pass * (radius + 1);
            filter(from, to, start, padded(lines.length()) - start);
            float[] swap = from;
            from = to;
            to = swap;
        }
        lines.write(from, margin, plane);
    }

    /** Repeats the first and the last value. */
    private static void pad(float[] lanes, int margin, int length) {
        int last = margin + length - 1;
        for (int i = 0; i < margin; i++) {
            System.arraycopy(lanes, margin * LANES, lanes, i * LANES, LANES);
            System.arraycopy(lanes, last * LANES, lanes, (last + 1 + i) * LANES, LANES);
        }
    }

    private void filter(float[] from, float[] to, int start, int end) {
        float[] sums = new float[LANES];
        for (int i = start - radius; i <= start + radius; i++) {
            for (int lane = 0; lane < LANES; lane++) {
                sums[lane] += from[i * LANES + lane];
            }
        }
        for (int i = start; i < end; i++) {
            step(from, to, i * LANES, sums);
        }
    }

    /** A separate simple loop, so that the JIT compiler vectorizes it. */
    private void step(float[] from, float[] to, int at, float[] sums) {
        int before = at - (radius + 1) * LANES;
        int leaving = at - radius * LANES;
        int after = at + (radius + 1) * LANES;
        for (int lane = 0; lane < LANES; lane++) {
            to[at + lane] = sums[lane] * inner + (from[before + lane] + from[after + lane]) * outer;
            sums[lane] += from[after + lane] - from[leaving + lane];
        }
    }
}
