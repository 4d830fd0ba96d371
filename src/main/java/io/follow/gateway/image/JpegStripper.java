package io.follow.gateway.image;

import java.nio.ByteBuffer;

/**
 * Rewrites a JPEG as the one file that all decoders understand alike: the frame, its scans and their tables, and nothing
 * else. Some decoders go by the lengths of segments and some search for markers, so that what one passes over is a second
 * picture to the other.
 */
public final class JpegStripper {

    /** Both marks, and Adobe's marker, which a file may not have had. */
    private static final int ADDED = 32;

    private static final byte MARK = (byte) 0xFF;
    private static final int SEGMENT_HEADER = 4;

    private final Bytes bytes;
    private final ImageHeader header;
    private final boolean arithmetic;
    private final byte[] scanTrailer;
    private final ByteBuffer out;
    private final JpegWalker walker;

    private JpegStripper(Bytes bytes, ImageHeader header, byte[] scanTrailer, ByteBuffer out) {
        this.bytes = bytes;
        this.header = header;
        this.arithmetic = header.jpeg() != null && header.jpeg().arithmetic();
        this.scanTrailer = scanTrailer;
        this.out = out;
        this.walker = new JpegWalker(bytes);
    }

    /**
     * Writes a file that the probe has accepted into memory of the caller's.
     *
     * @param scanTrailer what is put behind the coded pixels of each scan, for decoders that read on there
     * @param out has room for {@link #maxLength}; its byte order does not matter
     */
    public static void strip(byte[] data, ImageHeader header, byte[] scanTrailer, ByteBuffer out)
            throws ImageException {
        new JpegStripper(new Bytes(data), header, scanTrailer, out).strip();
    }

    /** The greatest length in bytes of a file after it was stripped. */
    public static int maxLength(byte[] data, ImageHeader header, byte[] scanTrailer) {
        int scans = header.jpeg() == null ? 0 : header.jpeg().scans();
        return data.length + ADDED + scans * scanTrailer.length;
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
        if (walker.atEndMark()) {
            out.put(MARK).put((byte) JpegWalker.EOI);
        }
    }

    /** Readers guess the colour model by different rules; Adobe's marker is the one that all of them obey. */
    private void writeAdobeMarker() {
        int transform =
                switch (header.colourModel()) {
                    case YCBCR -> 1;
                    case YCCK -> 2;
                    default -> 0;
                };
        if (header.colourModel() != ColourModel.GREY) {
            out.put(new byte[] {
                MARK, (byte) JpegWalker.APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
            });
        }
    }

    /** The height may have been given late, by a DNL segment, which few decoders know. */
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
        out.put(bytes.data(), from, walker.endWithScan() - from);
        for (int i = 0; i < scan.components().size(); i++) {
            out.put(
                    start + 1 + JpegScan.COMPONENT_BYTES * i,
                    idOf(scan.components().get(i)));
        }
        out.put(scanTrailer);
    }

    /** By index, because where two names are equal decoders disagree about what is meant. */
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
