package io.follow.gateway.image.operation;

/** What a redacted region shows. */
public enum RedactionStyle {
    /** A mosaic of large squares. */
    PIXELATE(RedactionStyle.FEW_CELLS, false),
    /** The same squares, blended into each other. Contains no more than them. */
    BLUR(RedactionStyle.FEW_CELLS, true),
    /** The mean colour of the region. */
    FILL(1, false);

    /** Enough to look like what was there, too few for a face or the characters of a number plate. */
    private static final int FEW_CELLS = 6;

    private final int mostCells;
    private final boolean blended;

    RedactionStyle(int mostCells, boolean blended) {
        this.mostCells = mostCells;
        this.blended = blended;
    }

    /** The most colours along the longer side of a region. */
    int mostCells() {
        return mostCells;
    }

    /** Whether the colours are blended into each other. */
    boolean isBlended() {
        return blended;
    }
}
