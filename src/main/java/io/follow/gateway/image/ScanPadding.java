package io.follow.gateway.image;

import java.util.Arrays;

/**
 * What is put into the coded pixels of a JPEG, for decoders that read on where these end too early. Immutable.
 */
public final class ScanPadding {

    /** Nothing is put in. */
    public static final ScanPadding NONE = new ScanPadding(new byte[0], new byte[0]);

    private final byte[] beforeRestart;
    private final byte[] afterScan;

    /**
     * Copies what it is given.
     *
     * @param beforeRestart goes before each restart marker
     * @param afterScan goes behind the coded pixels of each scan
     */
    public ScanPadding(byte[] beforeRestart, byte[] afterScan) {
        this.beforeRestart = Arrays.copyOf(beforeRestart, beforeRestart.length);
        this.afterScan = Arrays.copyOf(afterScan, afterScan.length);
    }

    /** The bytes that it adds to a file, or more. */
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
