package io.follow.gateway.image.java2d;

/**
 * Converts with a table of the colours of some inks. Those between are interpolated in the simplex of five nodes around them
 * (Kasson, Nin, Plouffe and Hafner, "Performing color space conversions with three-dimensional linear interpolation", 1995),
 * which takes a twentieth of the time of a colour engine.
 */
final class TabledInks implements Inks {

    /** Nodes of an ink are 17 values apart, so that each is a byte. */
    private static final int STEP = 17;

    private static final int PER_INK = 16;

    /** The size of the table. */
    static final int NODES = PER_INK * PER_INK * PER_INK * PER_INK;

    private static final int INKS = 4;
    private static final int FULL = 0xFF;

    /** How far apart in the table the neighbours of a node are. */
    private static final int CYAN = PER_INK * PER_INK * PER_INK;

    private static final int MAGENTA = PER_INK * PER_INK;
    private static final int YELLOW = PER_INK;
    private static final int BLACK = 1;

    /** One long holds the three components of a colour, so that one multiplication weights all of them. */
    private static final int LANE_BITS = 21;

    private static final int RED_LANE = 2 * LANE_BITS;
    private static final int LANE = (1 << LANE_BITS) - 1;

    /** The distance to a node and the place of its neighbour are sorted together. */
    private static final int PLACE_BITS = 16;

    private static final int PLACE = (1 << PLACE_BITS) - 1;

    /** Divides by {@link #STEP}, for the sums that occur. */
    private static final int RECIPROCAL_BITS = 20;

    private static final int RECIPROCAL = (1 << RECIPROCAL_BITS) / STEP + 1;

    private final long[] table;

    /** For each value of an ink, the node below it and the distance to that. */
    private final int[] nodes = new int[FULL + 1];

    private final int[] distances = new int[FULL + 1];

    private TabledInks(long[] table) {
        this.table = table;
        for (int value = 0; value <= FULL; value++) {
            // The last node is reached from the one before, so that each node has a neighbour.
            nodes[value] = Math.min(value / STEP, PER_INK - 2);
            distances[value] = (value - STEP * nodes[value]) << PLACE_BITS;
        }
    }

    /** Computes the table. */
    static TabledInks of(Inks inks) {
        byte[] values = new byte[INKS * NODES];
        for (int node = 0; node < NODES; node++) {
            values[INKS * node] = (byte) (STEP * (node / CYAN));
            values[INKS * node + 1] = (byte) (STEP * (node / MAGENTA % PER_INK));
            values[INKS * node + 2] = (byte) (STEP * (node / YELLOW % PER_INK));
            values[INKS * node + 3] = (byte) (STEP * (node % PER_INK));
        }
        int[] colours = new int[NODES];
        inks.toSrgb(values, colours);
        long[] table = new long[NODES];
        for (int node = 0; node < NODES; node++) {
            long colour = colours[node];
            table[node] =
                    ((colour & 0xFF0000) << (RED_LANE - 16)) | ((colour & 0xFF00) << (LANE_BITS - 8)) | (colour & FULL);
        }
        return new TabledInks(table);
    }

    @Override
    public void toSrgb(byte[] inks, int[] pixels) {
        for (int i = 0, c = 0; i < pixels.length; i++, c += INKS) {
            pixels[i] = colour(inks[c] & FULL, inks[c + 1] & FULL, inks[c + 2] & FULL, inks[c + 3] & FULL);
        }
    }

    private int colour(int cyan, int magenta, int yellow, int black) {
        int c = distances[cyan] | CYAN;
        int m = distances[magenta] | MAGENTA;
        int y = distances[yellow] | YELLOW;
        int k = distances[black] | BLACK;
        // Sorted by distance without branches, the farthest first.
        int farC = Math.max(c, m);
        int nearM = Math.min(c, m);
        int farY = Math.max(y, k);
        int nearK = Math.min(y, k);
        int first = Math.max(farC, farY);
        int middle = Math.min(farC, farY);
        int other = Math.max(nearM, nearK);
        int last = Math.min(nearM, nearK);
        int second = Math.max(middle, other);
        int third = Math.min(middle, other);
        // From the node below to the one above all inks, along the axis of the farthest first.
        int node = nodes[cyan] * CYAN + nodes[magenta] * MAGENTA + nodes[yellow] * YELLOW + nodes[black];
        int far = first >> PLACE_BITS;
        long sum = table[node] * (STEP - far);
        node += first & PLACE;
        int near = second >> PLACE_BITS;
        sum += table[node] * (far - near);
        node += second & PLACE;
        far = near;
        near = third >> PLACE_BITS;
        sum += table[node] * (far - near);
        node += third & PLACE;
        far = near;
        near = last >> PLACE_BITS;
        sum += table[node] * (far - near);
        node += last & PLACE;
        sum += table[node] * near;
        return (mean(sum >>> RED_LANE) << 16) | (mean((sum >>> LANE_BITS) & LANE) << 8) | mean(sum & LANE);
    }

    private static int mean(long sum) {
        return (int) (((sum + STEP / 2) * RECIPROCAL) >>> RECIPROCAL_BITS);
    }
}
