package io.follow.gateway.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Iterates over the segments of a JPEG as decoders do: skips stray bytes between segments, and the coded pixels of each
 * scan. Ends at the end marker or at the end of the file.
 */
final class JpegWalker {

    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DQT = 0xDB;
    static final int DNL = 0xDC;
    static final int DRI = 0xDD;
    static final int DHT = 0xC4;
    static final int DAC = 0xCC;
    static final int COM = 0xFE;
    static final int APP0 = 0xE0;
    static final int APP14 = 0xEE;
    private static final int JPG = 0xC8;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    private static final int TEM = 0x01;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final Bytes bytes;
    private int position = 2;
    private int marker;
    private int start;
    private int end;
    private RestartMarkers restarts;

    /** Starts after the start marker, which the caller has checked. */
    JpegWalker(Bytes bytes) {
        this.bytes = bytes;
        this.restarts = new RestartMarkers(bytes.data());
    }

    /** Moves to the next segment; false at the end marker or if the file is truncated, see {@link #atEndMark()}. */
    boolean next() throws ImageException {
        marker = nextMarker();
        start = position;
        if (marker <= 0 || marker == EOI) {
            return false;
        }
        if (!bytes.has(position, 2)) {
            marker = 0;
            return false;
        }
        int length = bytes.u16(position);
        if (length < 2) {
            throw new ImageException(
                    ImageError.DECODE_HEADER_FAILED,
                    "segment FF %02X says a length of %d bytes; expected at least 2".formatted(marker, length));
        }
        if (!bytes.has(position, length)) {
            marker = 0;
            return false;
        }
        start = position + 2;
        end = position + length;
        position = end;
        if (marker == SOS) {
            position = endOfScan(end);
        }
        return true;
    }

    /** Whether iteration ended at the end marker, so that the file is complete. */
    boolean atEndMark() {
        return marker == EOI;
    }

    int marker() {
        return marker;
    }

    /** The offset of the segment's content. */
    int start() {
        return start;
    }

    /** The offset after the segment's content, where the coded pixels of a scan begin. */
    int end() {
        return end;
    }

    int length() {
        return end - start;
    }

    /** The offset after the segment and, for a scan, after its coded pixels. */
    int endWithScan() {
        return position;
    }

    /** The restart markers of the last scan. */
    RestartMarkers restarts() {
        return restarts;
    }

    boolean isFrameHeader() {
        return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC;
    }

    /** Skips stray and fill bytes, and markers without content, as decoders do. */
    private int nextMarker() {
        byte[] data = bytes.data();
        int i = position;
        while (i + 1 < bytes.length()) {
            int code = data[i + 1] & 0xFF;
            if (data[i] == (byte) 0xFF && code != 0 && code != 0xFF && !standsAlone(code)) {
                position = i + 2;
                return code;
            }
            i++;
        }
        position = bytes.length();
        return 0;
    }

    static boolean isRestart(int marker) {
        return marker >= RST0 && marker <= RST7;
    }

    private static boolean standsAlone(int code) {
        return isRestart(code) || code == TEM || code == SOI;
    }

    private int endOfScan(int from) {
        int at = nextMarkerOfScan(from);
        restarts.end(at);
        return at;
    }

    private int nextMarkerOfScan(int from) {
        byte[] data = bytes.data();
        int length = bytes.length();
        restarts = new RestartMarkers(data);
        for (int i = from; i + 1 < length; i++) {
            while (i + Long.BYTES + 1 < length && isWithoutMarks((long) EIGHT_BYTES.get(data, i))) {
                i += Long.BYTES;
            }
            if (data[i] == (byte) 0xFF) {
                int code = data[i + 1] & 0xFF;
                if (isRestart(code)) {
                    restarts.add(i, code - RST0);
                } else if (code != 0 && code != 0xFF) {
                    return i;
                }
            }
        }
        return length;
    }

    /** Whether none of eight bytes is FF: none of their complements is zero (Warren, Hacker's Delight, 6-1). */
    private static boolean isWithoutMarks(long eightBytes) {
        long complements = ~eightBytes;
        return ((complements - LOW_BITS) & ~complements & HIGH_BITS) == 0;
    }
}
