package io.follow.gateway.image;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares the restart markers of a JPEG with the interval in its header (ITU-T T.81, B.2.4.4 and E.1.4). If they
 * differ, the header or the pixels belong to another file, and decoders return shifted pixels.
 */
final class JpegRestarts {

    private static final int BLOCK = 8;
    private static final int DRI_BYTES = 2;

    /**
     * The restart markers of a scan.
     *
     * @param interval units between two markers, 0 for no markers
     * @param inOrder number of markers before the first one out of sequence
     */
    private record Found(JpegScan scan, int interval, int markers, int inOrder) {}

    private final List<Found> scans = new ArrayList<>();
    private int interval;

    /** Reads the interval for the following scans. */
    void define(JpegWalker walker, Bytes bytes) throws ImageException {
        if (walker.length() != DRI_BYTES) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "the restart interval has " + walker.length() + " bytes; expected " + DRI_BYTES);
        }
        interval = bytes.u16(walker.start());
    }

    /** Adds the walker's current scan. */
    void add(JpegScan scan, JpegWalker walker) {
        scans.add(new Found(
                scan, interval, walker.restarts().count(), walker.restarts().inOrder()));
    }

    /** The number of markers in all scans. */
    int count() {
        return scans.stream().mapToInt(Found::markers).sum();
    }

    /**
     * Checks all scans.
     *
     * @param height rows of the picture, which may be known only after its first scan
     */
    void check(JpegFrame frame, int height) throws ImageException {
        for (int i = 0; i < scans.size(); i++) {
            Found found = scans.get(i);
            long units = units(frame, found.scan, height);
            long expected = found.interval == 0 ? 0 : Math.max(0, (units - 1) / found.interval);
            if (found.markers != expected || found.inOrder != expected) {
                String order = found.inOrder == found.markers ? "" : ", of which " + found.inOrder + " are in order";
                throw new ImageException(
                        ImageError.DECODE_FAILED,
                        "scan " + (i + 1) + " has " + found.markers + " restart markers" + order + "; expected "
                                + expected + " for " + units + " units at an interval of " + found.interval);
            }
        }
    }

    /**
     * The number of units in a scan (T.81, A.2): blocks of its only component, or groups of blocks of all its
     * components.
     */
    private static long units(JpegFrame frame, JpegScan scan, int height) {
        int horizontal = 1;
        int vertical = 1;
        for (JpegFrame.Component component : frame.components()) {
            horizontal = Math.max(horizontal, component.horizontal());
            vertical = Math.max(vertical, component.vertical());
        }
        int side = frame.lossless() ? 1 : BLOCK;
        long columns = frame.width();
        long rows = height;
        if (scan.components().size() == 1) {
            JpegFrame.Component only = frame.components().get(scan.components().get(0));
            columns *= only.horizontal();
            rows *= only.vertical();
        }
        return ceil(columns, (long) horizontal * side) * ceil(rows, (long) vertical * side);
    }

    private static long ceil(long value, long divisor) {
        return (value + divisor - 1) / divisor;
    }
}
