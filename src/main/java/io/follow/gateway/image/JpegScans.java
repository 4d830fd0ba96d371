package io.follow.gateway.image;

import java.util.Arrays;

/**
 * Tracks which coefficients the scans of a JPEG contain. If some are missing, a decoder returns whatever is in that
 * memory, or makes data up.
 */
final class JpegScans {

    private static final int COEFFICIENTS = 64;
    private static final int LAST_COEFFICIENT = COEFFICIENTS - 1;

    /** ITU-T T.81, table B.3. */
    private static final int MAX_APPROXIMATION = 13;

    private static final int UNKNOWN = -1;

    private final JpegFrame frame;

    /** For each component and coefficient, the lowest bit known so far. */
    private final int[][] known;

    private int count;

    JpegScans(JpegFrame frame) {
        this.frame = frame;
        this.known = new int[frame.components().size()][COEFFICIENTS];
        for (int[] coefficients : known) {
            Arrays.fill(coefficients, UNKNOWN);
        }
    }

    /** The frame that the scans belong to. */
    JpegFrame frame() {
        return frame;
    }

    int count() {
        return count;
    }

    /** Adds a scan; all tables of its components must be defined. */
    void add(JpegScan scan, QuantisationTables tables) throws ImageException {
        count++;
        for (int component : scan.components()) {
            int table = frame.components().get(component).table();
            if (!frame.lossless() && !tables.has(table)) {
                throw new ImageException(
                        ImageError.DECODE_FAILED,
                        nameOf(component) + " needs quantisation table " + table
                                + "; expected it to be defined before its scan");
            }
            if (frame.progressive()) {
                checkProgression(scan, component);
            } else {
                Arrays.fill(known[component], 0);
            }
        }
    }

    /** The rules of ITU-T T.81, G.1.1.1. Violations for which libjpeg only warns are errors here. */
    private void checkProgression(JpegScan scan, int component) throws ImageException {
        int[] coefficients = known[component];
        boolean firstDc = scan.spectralStart() == 0 && scan.approximationHigh() == 0;
        if (coefficients[0] == UNKNOWN && !firstDc) {
            throw missing(component, "first DC scan before scan " + count);
        }
        boolean follows = isBand(scan)
                && scan.approximationLow() <= MAX_APPROXIMATION
                && (scan.approximationHigh() == 0 || scan.approximationLow() == scan.approximationHigh() - 1);
        for (int i = scan.spectralStart(); follows && i <= scan.spectralEnd(); i++) {
            follows = scan.approximationHigh() == Math.max(0, coefficients[i]);
            coefficients[i] = scan.approximationLow();
        }
        if (!follows) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "scan " + count + " (coefficients " + scan.spectralStart() + " to " + scan.spectralEnd() + ", bits "
                            + scan.approximationHigh() + " to " + scan.approximationLow()
                            + ") breaks the progression; expected it to continue the scans before it");
        }
    }

    /** Only DC coefficients, or AC coefficients of one component. */
    private static boolean isBand(JpegScan scan) {
        return scan.spectralStart() == 0
                ? scan.spectralEnd() == 0
                : scan.components().size() == 1
                        && scan.spectralStart() <= scan.spectralEnd()
                        && scan.spectralEnd() <= LAST_COEFFICIENT;
    }

    /**
     * Checks that every component has pixels: in sequential and lossless files a scan, in progressive ones at least the
     * first scan of its DC coefficients.
     *
     * @param endMark whether the file has its end marker
     */
    void requireAllComponents(boolean endMark) throws ImageException {
        for (int component = 0; component < known.length; component++) {
            if (known[component][0] == UNKNOWN) {
                String scan = frame.progressive() ? "first DC scan" : "scan";
                throw missing(component, endMark ? scan : scan + ", and the file lacks its end mark");
            }
        }
    }

    /**
     * Whether every coefficient is known to its last bit, so that a file without its end marker lacks no scan. Always
     * false for lossless and arithmetic files: their decoder does not detect missing bits.
     */
    boolean nothingCanFollow() {
        return !frame.lossless()
                && !frame.arithmetic()
                && Arrays.stream(known).flatMapToInt(Arrays::stream).allMatch(bit -> bit == 0);
    }

    private ImageException missing(int component, String what) {
        return new ImageException(
                ImageError.DECODE_FAILED, nameOf(component) + " has no " + what + "; expected one for each component");
    }

    private String nameOf(int component) {
        return "component " + (component + 1) + " of " + known.length;
    }
}
