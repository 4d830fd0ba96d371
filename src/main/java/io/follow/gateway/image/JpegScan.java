package io.follow.gateway.image;

import java.util.ArrayList;
import java.util.List;

/**
 * The header of a scan (ITU-T T.81, B.2.3).
 *
 * @param components their indices in the frame header, from 0, in the order of that header
 * @param spectralStart the first coefficient of each block in this scan (Ss), 0 for the DC coefficient
 * @param spectralEnd the last one (Se)
 * @param approximationHigh the bit position reached by earlier scans (Ah), 0 if none
 * @param approximationLow the bit position reached by this scan (Al)
 */
record JpegScan(
        List<Integer> components, int spectralStart, int spectralEnd, int approximationHigh, int approximationLow) {

    static final int COMPONENT_BYTES = 2;
    private static final int FIXED_BYTES = 4;
    private static final int MAX_COMPONENTS = 4;

    JpegScan {
        components = List.copyOf(components);
    }

    /** Reads the walker's current segment. Two components with the same identifier are matched in order. */
    static JpegScan read(JpegWalker walker, Bytes bytes, JpegFrame frame) throws ImageException {
        int start = walker.start();
        int count = bytes.u8(start);
        int expected = FIXED_BYTES + COMPONENT_BYTES * count;
        if (walker.length() != expected || count < 1 || count > MAX_COMPONENTS) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "the header of a scan has " + walker.length() + " bytes for " + count + " components; expected "
                            + expected + " bytes, and 1 to " + MAX_COMPONENTS + " components");
        }
        List<Integer> components = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < count; i++) {
            int index = index(bytes.u8(start + 1 + COMPONENT_BYTES * i), next, frame.components());
            components.add(index);
            next = index + 1;
        }
        int band = start + 1 + COMPONENT_BYTES * count;
        int approximation = bytes.u8(band + 2);
        return new JpegScan(components, bytes.u8(band), bytes.u8(band + 1), approximation >> 4, approximation & 0xF);
    }

    private static int index(int id, int from, List<JpegFrame.Component> components) throws ImageException {
        for (int index = from; index < components.size(); index++) {
            if (components.get(index).id() == id) {
                return index;
            }
        }
        throw new ImageException(
                ImageError.DECODE_FAILED,
                "a scan names component " + id + "; expected names of the frame's components, each once and in order");
    }
}
