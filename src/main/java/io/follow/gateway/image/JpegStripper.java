package io.follow.gateway.image;

import java.nio.ByteBuffer;

/**
 * Rewrites a JPEG as a file that all decoders interpret identically: only the frame, its scans and their tables. Some
 * decoders follow the segment lengths, others search for markers, so that data skipped by one is a second picture for
 * another.
 */
public final class JpegStripper {

    /** Start marker, end marker and Adobe marker, which may be missing from the file. */
    private static final int ADDED = 32;

    private static final byte MARK = (byte) 0xFF;
    private static final int SEGMENT_HEADER = 4;

    private final Bytes bytes;
    private final ImageHeader header;
    private final boolean arithmetic;
    private final ScanPadding padding;
    private final boolean raw;
    private final ByteBuffer out;
    private final JpegWalker walker;

    private JpegStripper(Bytes bytes, ImageHeader header, ScanPadding padding, boolean raw, ByteBuffer out) {
        this.bytes = bytes;
        this.header = header;
        this.arithmetic = header.jpeg() != null && header.jpeg().arithmetic();
        this.padding = padding;
        this.raw = raw;
        this.out = out;
        this.walker = new JpegWalker(bytes);
    }

    /**
     * Writes a file that the probe has accepted to the given buffer.
     *
     * @param raw whether all components are declared as luma and chroma, the fourth one as alpha. FFmpeg would otherwise
     *     multiply inks with black, and mix up red, green and blue of a progressive file
     * @param out has space for {@link #maxLength}; its byte order does not matter
     */
    public static void strip(Bytes file, ImageHeader header, ScanPadding padding, boolean raw, ByteBuffer out)
            throws ImageException {
        new JpegStripper(file, header, padding, raw, out).strip();
    }

    /** The maximum length in bytes of the stripped file. */
    public static int maxLength(Bytes file, ImageHeader header, ScanPadding padding) {
        long added = header.jpeg() == null ? 0 : padding.length(header.jpeg());
        return Math.toIntExact(file.length() + ADDED + added);
    }

    private void strip() throws ImageException {
        out.put(MARK).put((byte) JpegWalker.SOI);
        writeAdobeMarker();
        JpegFrame frame = null;
        while (walker.next()) {
            if (walker.isFrameHeader()) {
                frame = JpegFrame.read(walker, bytes);
                writeFrame(frame);
            } else if (walker.marker() == JpegWalker.SOS && frame != null) {
                writeScan(JpegScan.read(walker, bytes, frame));
            } else if (isTable()) {
                out.put(bytes.data(), walker.start() - SEGMENT_HEADER, walker.length() + SEGMENT_HEADER);
            }
        }
        out.put(MARK).put((byte) JpegWalker.EOI);
    }

    /** Readers guess the colour model by different rules; all of them obey Adobe's marker. */
    private void writeAdobeMarker() {
        int transform =
                switch (header.colourModel()) {
                    case YCBCR -> 1;
                    case YCCK -> raw ? 1 : 2;
                    default -> raw ? 1 : 0;
                };
        if (header.colourModel() != ColourModel.GREY) {
            out.put(new byte[] {
                MARK, (byte) JpegWalker.APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
            });
        }
    }

    /** The height may come from a DNL segment, which few decoders support. */
    private void writeFrame(JpegFrame frame) {
        int start = out.position() + SEGMENT_HEADER;
        out.put(bytes.data(), walker.start() - SEGMENT_HEADER, walker.length() + SEGMENT_HEADER);
        out.put(start + 1, (byte) (header.height() >> 8));
        out.put(start + 2, (byte) header.height());
        for (int i = 0; i < frame.components().size(); i++) {
            out.put(start + JpegFrame.FIXED_BYTES + JpegFrame.COMPONENT_BYTES * i, idOf(i));
        }
    }

    private void writeScan(JpegScan scan) {
        int start = out.position() + SEGMENT_HEADER;
        int from = walker.start() - SEGMENT_HEADER;
        out.put(bytes.data(), from, walker.end() - from);
        writePixels(walker.end(), walker.restarts());
        for (int i = 0; i < scan.components().size(); i++) {
            out.put(
                    start + 1 + JpegScan.COMPONENT_BYTES * i,
                    idOf(scan.components().get(i)));
        }
        out.put(padding.afterScan());
    }

    private void writePixels(int start, RestartMarkers restarts) {
        byte[] data = bytes.data();
        byte[] beforeRestart = padding.beforeRestart();
        int end = restarts.endOfPixels();
        int from = start;
        if (beforeRestart.length > 0 && restarts.count() > 0) {
            for (int i = start; i + 1 < end; i++) {
                if (data[i] == MARK && JpegWalker.isRestart(data[i + 1] & 0xFF)) {
                    int pixels = i;
                    // Fill bytes would hide the first inserted byte.
                    while (pixels > from && data[pixels - 1] == MARK) {
                        pixels--;
                    }
                    out.put(data, from, pixels - from).put(beforeRestart);
                    from = i;
                }
            }
        }
        out.put(data, from, end - from);
    }

    /** By index, because decoders disagree if two identifiers are equal. */
    private static byte idOf(int component) {
        return (byte) (component + 1);
    }

    private boolean isTable() {
        return switch (walker.marker()) {
            case JpegWalker.DQT, JpegWalker.DHT, JpegWalker.DRI -> true;
            case JpegWalker.DAC -> arithmetic;
            default -> false;
        };
    }
}
