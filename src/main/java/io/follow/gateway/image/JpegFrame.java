package io.follow.gateway.image;

import java.util.ArrayList;
import java.util.List;

/**
 * The frame header of a JPEG (ITU-T T.81, B.2.2).
 *
 * @param marker the coding process, {@code C0} for baseline
 * @param precision bits per sample
 * @param height rows, or 0 if a later segment defines them
 * @param components the 1, 3 or 4 components of a pixel
 */
record JpegFrame(int marker, int precision, int width, int height, List<Component> components) {

    /** The length of the header before its first component. */
    static final int FIXED_BYTES = 6;

    static final int COMPONENT_BYTES = 3;
    private static final int PROGRESSIVE = 0xC2;
    private static final int LOSSLESS = 0xC3;
    private static final int ARITHMETIC = 0xC8;
    private static final int HIERARCHICAL = 0x04;
    private static final int MAX_SAMPLING = 4;

    /**
     * A component.
     *
     * @param id its identifier in scans
     * @param horizontal its horizontal sampling factor, 1 to 4
     * @param vertical its vertical sampling factor, 1 to 4
     * @param table the number of its quantisation table
     */
    record Component(int id, int horizontal, int vertical, int table) {

        boolean sampledLike(Component other) {
            return horizontal == other.horizontal && vertical == other.vertical;
        }
    }

    JpegFrame {
        components = List.copyOf(components);
    }

    /** Reads the walker's current segment. */
    static JpegFrame read(JpegWalker walker, Bytes bytes) throws ImageException {
        int start = walker.start();
        int count = bytes.u8(start + 5);
        int expected = FIXED_BYTES + COMPONENT_BYTES * count;
        if (walker.length() != expected) {
            throw broken("the frame header has " + walker.length() + " bytes for " + count + " components; expected "
                    + expected);
        }
        if (count != 1 && count != 3 && count != 4) {
            throw broken("the frame has " + count + " components; expected 1, 3 or 4");
        }
        List<Component> components = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            components.add(component(bytes, start + FIXED_BYTES + COMPONENT_BYTES * i));
        }
        return new JpegFrame(walker.marker(), bytes.u8(start), bytes.u16(start + 3), bytes.u16(start + 1), components);
    }

    private static Component component(Bytes bytes, int at) throws ImageException {
        int horizontal = bytes.u8(at + 1) >> 4;
        int vertical = bytes.u8(at + 1) & 0xF;
        if (Math.min(horizontal, vertical) < 1 || Math.max(horizontal, vertical) > MAX_SAMPLING) {
            throw broken("a component has the sampling factors " + horizontal + " and " + vertical + "; expected 1 to "
                    + MAX_SAMPLING);
        }
        return new Component(bytes.u8(at), horizontal, vertical, bytes.u8(at + 2));
    }

    private static ImageException broken(String message) {
        return new ImageException(ImageError.DECODE_HEADER_FAILED, message);
    }

    /** Whether the pixels are refined by several scans. */
    boolean progressive() {
        return huffmanMarker() == PROGRESSIVE;
    }

    boolean lossless() {
        return huffmanMarker() == LOSSLESS;
    }

    /** Whether the coding is arithmetic (T.81, annex D), which few programs support, instead of Huffman. */
    boolean arithmetic() {
        return marker > ARITHMETIC;
    }

    /** Whether this is only the first of several frames, each of which refines the one before (T.81, annex J). */
    boolean hierarchical() {
        return (marker & HIERARCHICAL) != 0;
    }

    /** Whether one of several components has a vertical sampling factor of 3. */
    boolean verticalThirds() {
        return components.size() > 1 && components.stream().anyMatch(component -> component.vertical() == 3);
    }

    /** Whether the fourth component has another sampling than the first. */
    boolean subsampledBlack() {
        return components.size() == 4 && !components.get(3).sampledLike(components.get(0));
    }

    /** Whether all component identifiers are distinct. */
    boolean namesEachComponent() {
        return components.stream().map(Component::id).distinct().count() == components.size();
    }

    /** The marker of the same process with Huffman coding, which is eight less than with arithmetic coding. */
    private int huffmanMarker() {
        return arithmetic() ? marker - 8 : marker;
    }
}
