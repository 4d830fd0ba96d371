package io.follow.gateway.image;

/** Counts the restart markers of one scan of a JPEG. */
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

    /** Adds the marker at an offset; its number is 0 to 7. */
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

    /** Ends the scan. Markers directly before the end, which some programs write, are ignored by decoders. */
    void end(int at) {
        endOfPixels = at;
        if (onlyFillBytesSinceLast(at)) {
            endOfPixels = runStart;
            count -= runCount;
            inOrder = Math.min(inOrder, count);
        }
    }

    /** The number of markers followed by coded pixels. */
    int count() {
        return count;
    }

    /** The number of these before the first one out of sequence. */
    int inOrder() {
        return inOrder;
    }

    /** The offset after the coded pixels, before any markers that are not followed by pixels. */
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
