package io.follow.gateway.image.operation;

/** The appearance of a redacted region. */
public enum RedactionStyle {
    /** A mosaic of large squares. */
    PIXELATE(RedactionStyle.FEW_CELLS, false),
    /** The same squares with smooth transitions. Contains no additional information. */
    BLUR(RedactionStyle.FEW_CELLS, true),
    /** The mean colour of the region. */
    FILL(1, false);

    /** Enough for a rough impression, too few for a face or the characters of a number plate. */
    private static final int FEW_CELLS = 6;

    private final int mostCells;
    private final boolean blended;

    RedactionStyle(int mostCells, boolean blended) {
        this.mostCells = mostCells;
        this.blended = blended;
    }

    /** The maximum number of colours along the longer side of a region. */
    int mostCells() {
        return mostCells;
    }

    /** Whether the colours have smooth transitions. */
    boolean isBlended() {
        return blended;
    }
}
