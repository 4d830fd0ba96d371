package io.follow.gateway.image;

/** Counts the restart markers of one scan of a JPEG while a walker passes them. */
final class RestartMarkers {

    private static final int NAMES = 8;
    private static final int MARKER_BYTES = 2;
    private static final byte FILL = (byte) 0xFF;

    private final byte[] data;
    private int count;
    private int inOrder;
    private int runStart;
    private int runEnd = -1;
    private int runCount;
    private int endOfPixels;

    RestartMarkers(byte[] data) {
        this.data = data;
    }

    /** Adds the marker at an offset; its name is 0 to 7. */
    void add(int at, int name) {
        if (!onlyFillBytesSinceLast(at)) {
            runStart = at;
            runCount = 0;
        }
        if (inOrder == count && name == count % NAMES) {
            inOrder++;
        }
        count++;
        runCount++;
        runEnd = at + MARKER_BYTES;
    }

    /** Ends the scan. Markers right before the end, which some programs write, mean nothing to a decoder. */
    void end(int at) {
        endOfPixels = at;
        if (onlyFillBytesSinceLast(at)) {
            endOfPixels = runStart;
            count -= runCount;
            inOrder = Math.min(inOrder, count);
        }
    }

    /** Those that have coded pixels behind them. */
    int count() {
        return count;
    }

    /** How many of these come before the first that does not follow the one before it. */
    int inOrder() {
        return inOrder;
    }

    /** The first byte after the coded pixels and before any markers without pixels behind them. */
    int endOfPixels() {
        return endOfPixels;
    }

    private boolean onlyFillBytesSinceLast(int end) {
        if (runEnd < 0) {
            return false;
        }
        for (int i = runEnd; i < end; i++) {
            if (data[i] != FILL) {
                return false;
            }
        }
        return true;
    }
}
