package io.follow.gateway.image;

import java.util.Arrays;

/** Repairs defects around the pixels of a JPEG, for a decoder that must see the rest of the file unchanged. */
public final class JpegRepair {

    private static final int MARKER_BYTES = 2;

    private JpegRepair() {}

    /**
     * Gives each component a unique identifier, and the file its end marker.
     *
     * @param file a file that the probe has accepted; not changed
     */
    public static byte[] mend(Bytes file, ImageHeader header) throws ImageException {
        boolean ended = header.jpeg() == null || header.jpeg().endMark();
        byte[] mended = ended ? file.exact() : withEndMark(file);
        JpegFrame frame = null;
        JpegWalker walker = new JpegWalker(file);
        while (walker.next()) {
            int start = walker.start();
            if (walker.isFrameHeader()) {
                frame = JpegFrame.read(walker, file);
                if (frame.namesEachComponent()) {
                    return mended;
                }
                mended = mended == file.data() ? mended.clone() : mended;
                for (int i = 0; i < frame.components().size(); i++) {
                    mended[start + JpegFrame.FIXED_BYTES + JpegFrame.COMPONENT_BYTES * i] = idOf(i);
                }
            } else if (walker.marker() == JpegWalker.SOS && frame != null) {
                JpegScan scan = JpegScan.read(walker, file, frame);
                for (int i = 0; i < scan.components().size(); i++) {
                    mended[start + 1 + JpegScan.COMPONENT_BYTES * i] =
                            idOf(scan.components().get(i));
                }
            }
        }
        return mended;
    }

    private static byte[] withEndMark(Bytes file) {
        byte[] mended = Arrays.copyOf(file.data(), file.length() + MARKER_BYTES);
        mended[file.length()] = (byte) 0xFF;
        mended[file.length() + 1] = (byte) JpegWalker.EOI;
        return mended;
    }

    private static byte idOf(int component) {
        return (byte) (component + 1);
    }
}
