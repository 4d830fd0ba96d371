package io.follow.gateway.image.java2d;

/**
 * Makes the rows of a picture narrower, one by one, and packs rows that were filtered downwards as well. A row is a number of
 * planes of one component each, one behind the other, with {@link #FRACTION_BITS} bits below the unit.
 */
interface RowFilter {

    /** What a component has below its unit between the two directions, so that rounding twice is not seen. */
    int FRACTION_BITS = 6;

    /** How many planes a row has. */
    int planes();

    /** Reads a row, or the mean of a block of rows, and filters it. */
    void filter(int row, int[] planes);

    /**
     * Packs a row of integers, straight where there is alpha.
     *
     * @param planes components in the units of {@link #filter} times {@code 2^shift}; changed by the call
     */
    void pack(int[] planes, int shift, int[] target, int offset);
}
