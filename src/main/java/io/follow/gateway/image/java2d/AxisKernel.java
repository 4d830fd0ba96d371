package io.follow.gateway.image.java2d;

/**
 * The weights for scaling down along one axis: Lanczos with three lobes (C. E. Duchon, Lanczos filtering in one and two
 * dimensions, 1979), widened by the reduction factor, so that details too fine for the smaller picture are averaged
 * instead of turning into stripes. Pixels beyond the edge are ignored.
 */
final class AxisKernel {

    private static final int LOBES = 3;

    private final int[] starts;
    private final int taps;
    private final long[] weights;

    private AxisKernel(int[] starts, int taps, long[] weights) {
        this.starts = starts;
        this.taps = taps;
        this.weights = weights;
    }

    /**
     * The kernel for a side whose pixels were averaged in blocks. The last block may have fewer pixels than the others;
     * its weight and position follow from its pixels.
     *
     * @param length pixels along the side
     * @param block pixels averaged into one, at least 1
     * @param target target pixels, 1 to {@code length}
     * @param bits the weights of a target pixel add up to 2 to this power
     */
    static AxisKernel of(int length, int block, int target, int bits) {
        int samples = (length + block - 1) / block;
        double ratio = (double) length / target;
        double reach = LOBES * ratio;
        int taps = taps(samples, block, reach);
        int[] starts = new int[target];
        long[] weights = new long[target * taps];
        double[] exact = new double[taps];
        for (int i = 0; i < target; i++) {
            double centre = (i + 0.5) * ratio;
            int first = (int) Math.max(0, Math.ceil((centre - reach) / block - 0.5));
            starts[i] = Math.min(first, samples - taps);
            double sum = 0;
            for (int k = 0; k < taps; k++) {
                int from = (starts[i] + k) * block;
                int to = Math.min(length, from + block);
                exact[k] = (to - from) * lanczos(((from + to) / 2.0 - centre) / ratio);
                sum += exact[k];
            }
            round(exact, (1 << bits) / sum, weights, i * taps);
        }
        return new AxisKernel(starts, taps, weights);
    }

    /** The memory of such a kernel, in bytes, see {@link #of}. */
    static long bytesNeeded(int length, int block, int target) {
        int samples = (length + block - 1) / block;
        return (long) Long.BYTES * target * taps(samples, block, LOBES * (double) length / target);
    }

    private static int taps(int samples, int block, double reach) {
        return Math.min(samples, (int) Math.ceil(2 * reach / block) + 1);
    }

    private static double lanczos(double x) {
        if (Math.abs(x) >= LOBES) {
            return 0;
        }
        if (Math.abs(x) < 1e-9) {
            return 1;
        }
        double angle = Math.PI * x;
        return LOBES * Math.sin(angle) * Math.sin(angle / LOBES) / (angle * angle);
    }

    /**
     * Carries the rounding error of each weight over to the next, so that the sum is exact and uniform areas stay
     * unchanged.
     */
    private static void round(double[] exact, double factor, long[] weights, int offset) {
        double owed = 0;
        for (int k = 0; k < exact.length; k++) {
            owed += exact[k] * factor;
            long rounded = Math.round(owed);
            weights[offset + k] = rounded;
            owed -= rounded;
        }
    }

    /** The number of target pixels. */
    int length() {
        return starts.length;
    }

    /** The number of source pixels per target pixel; some may have the weight 0. */
    int taps() {
        return taps;
    }

    /** The first source pixel of a target pixel; never decreases. */
    int start(int target) {
        return starts[target];
    }

    /** The weight of a source pixel. */
    int weight(int target, int tap) {
        return (int) weights[target * taps + tap];
    }

    /** All weights, {@link #taps()} per target pixel. */
    long[] weights() {
        return weights;
    }
}
