package io.follow.gateway.image;

import java.util.Arrays;

/** Padding for the coded pixels of a JPEG, for decoders that read past truncated data. Immutable. */
public final class ScanPadding {

    /** No padding. */
    public static final ScanPadding NONE = new ScanPadding(new byte[0], new byte[0]);

    private final byte[] beforeRestart;
    private final byte[] afterScan;

    /**
     * Copies its arguments.
     *
     * @param beforeRestart inserted before each restart marker
     * @param afterScan inserted after the coded pixels of each scan
     */
    public ScanPadding(byte[] beforeRestart, byte[] afterScan) {
        this.beforeRestart = Arrays.copyOf(beforeRestart, beforeRestart.length);
        this.afterScan = Arrays.copyOf(afterScan, afterScan.length);
    }

    /** An upper bound of the bytes added to a file. */
    public long length(JpegCoding coding) {
        return (long) coding.restarts() * beforeRestart.length + (long) coding.scans() * afterScan.length;
    }

    byte[] beforeRestart() {
        return beforeRestart;
    }

    byte[] afterScan() {
        return afterScan;
    }
}
