package io.follow.gateway.image.java2d;

/**
 * Filters rows of a picture horizontally, one by one, and packs rows that were also filtered vertically. A row consists
 * of consecutive planes, one per component, with {@link #FRACTION_BITS} fraction bits.
 */
interface RowFilter {

    /** The fraction bits of a component between the two passes, so that rounding twice is not visible. */
    int FRACTION_BITS = 6;

    /** The number of planes in a row. */
    int planes();

    /** Reads a row, or the mean of a block of rows, and filters it. */
    void filter(int row, int[] planes);

    /**
     * Packs a row into integers, with straight alpha if there is alpha.
     *
     * @param planes components in the units of {@link #filter} times {@code 2^shift}; changed by the call
     */
    void pack(int[] planes, int shift, int[] target, int offset);
}
