package io.follow.gateway.image.java2d;

/**
 * How the pixels along one side of a smaller picture are made from those of a larger one: Lanczos with three lobes (C. E.
 * Duchon, Lanczos filtering in one and two dimensions, 1979), as wide as the reduction asks for, so that what is too fine for
 * the smaller picture is averaged away instead of turning into stripes. What lies beyond the edge does not count.
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
     * The kernel for a side whose pixels were averaged in blocks before. The last block may have fewer pixels than the
     * others; it counts for as many as it has, and lies where they lie.
     *
     * @param length pixels along the side
     * @param block pixels that were averaged into one, at least 1
     * @param target pixels wanted, 1 to {@code length}
     * @param bits the weights of one wanted pixel add up to 2 to this power
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

    /** The memory of the kernel that {@link #of} makes for these, in bytes. */
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

    /** Hands what rounding takes from one weight on to the next, so that the sum is exact and even areas stay as they are. */
    private static void round(double[] exact, double factor, long[] weights, int offset) {
        double owed = 0;
        for (int k = 0; k < exact.length; k++) {
            owed += exact[k] * factor;
            long rounded = Math.round(owed);
            weights[offset + k] = rounded;
            owed -= rounded;
        }
    }

    /** How many pixels are wanted. */
    int length() {
        return starts.length;
    }

    /** How many pixels each wanted pixel is made of; some of them may have the weight 0. */
    int taps() {
        return taps;
    }

    /** The first of the pixels that a wanted pixel is made of; never less than that of the one before. */
    int start(int target) {
        return starts[target];
    }

    /** The weight of one of them. */
    int weight(int target, int tap) {
        return (int) weights[target * taps + tap];
    }

    /** All weights, {@link #taps()} for each wanted pixel. */
    long[] weights() {
        return weights;
    }
}
