package io.follow.gateway.image;

import java.util.Arrays;

/** Repairs defects around the pixels of a JPEG, for a decoder that must see the rest of the file unchanged. */
public final class JpegRepair {

    private static final int MARKER_BYTES = 2;

    private JpegRepair() {}

    /**
     * Gives each component a unique identifier, and the file its end marker.
     *
     * @param data a file that the probe has accepted
     * @return the same array if there is nothing to repair
     */
    public static byte[] mend(byte[] data, ImageHeader header) throws ImageException {
        boolean ended = header.jpeg() == null || header.jpeg().endMark();
        byte[] mended = ended ? data : withEndMark(data);
        JpegFrame frame = null;
        JpegWalker walker = new JpegWalker(new Bytes(data));
        while (walker.next()) {
            int start = walker.start();
            if (walker.isFrameHeader()) {
                frame = JpegFrame.read(walker, new Bytes(data));
                if (frame.namesEachComponent()) {
                    return mended;
                }
                mended = mended == data ? data.clone() : mended;
                for (int i = 0; i < frame.components().size(); i++) {
                    mended[start + JpegFrame.FIXED_BYTES + JpegFrame.COMPONENT_BYTES * i] = idOf(i);
                }
            } else if (walker.marker() == JpegWalker.SOS && frame != null) {
                JpegScan scan = JpegScan.read(walker, new Bytes(data), frame);
                for (int i = 0; i < scan.components().size(); i++) {
                    mended[start + 1 + JpegScan.COMPONENT_BYTES * i] =
                            idOf(scan.components().get(i));
                }
            }
        }
        return mended;
    }

    private static byte[] withEndMark(byte[] data) {
        byte[] mended = Arrays.copyOf(data, data.length + MARKER_BYTES);
        mended[data.length] = (byte) 0xFF;
        mended[data.length + 1] = (byte) JpegWalker.EOI;
        return mended;
    }

    private static byte idOf(int component) {
        return (byte) (component + 1);
    }
}
