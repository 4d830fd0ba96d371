package io.follow.gateway.image;

import java.util.ArrayList;
import java.util.List;

/** The pictures of a GIF (GIF89a specification), and information from the rest of the file. Not thread-safe. */
final class GifBlocks {

    private static final int SCREEN = 6;
    private static final int AFTER_SCREEN = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int APPLICATION = 0xFF;
    private static final int HAS_TABLE = 0x80;
    private static final int INTERLACED = 0x40;
    private static final int DESCRIPTOR = 9;

    private final Bytes bytes;
    private final ImageLimits limits;
    private int position = AFTER_SCREEN;
    private int segments;
    private int frames;
    private boolean complete = true;
    private int plays = 1;
    private int transparentIndex = -1;
    private int delay;
    private int disposal;
    private final List<GifFrame> all = new ArrayList<>();

    GifBlocks(Bytes bytes, ImageLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    /** Walks through the whole file. */
    GifBlocks read() throws ImageException {
        int flags = bytes.u8(SCREEN + 4);
        int globalTable = (flags & HAS_TABLE) == 0 ? -1 : position;
        int globalColours = 2 << (flags & 7);
        position += globalTable < 0 ? 0 : 3 * globalColours;
        while (position < bytes.length() && bytes.u8(position) != TRAILER) {
            int kind = bytes.u8(position++);
            switch (kind) {
                case EXTENSION -> extension();
                case IMAGE -> image(globalTable, globalColours);
                default ->
                    throw new ImageException(
                            ImageError.DECODE_HEADER_FAILED,
                            "found a block of kind %02X at byte %d; expected 21, 2C or 3B"
                                    .formatted(kind, position - 1));
            }
        }
        return this;
    }

    private void extension() throws ImageException {
        limits.checkSegments(++segments);
        if (!bytes.has(position, 2)) {
            complete = false;
            position = bytes.length();
            return;
        }
        if (bytes.u8(position) == GRAPHIC_CONTROL && bytes.u8(position + 1) == 4 && bytes.has(position, 6)) {
            int flags = bytes.u8(position + 2);
            transparentIndex = (flags & 1) == 1 ? bytes.u8(position + 5) : -1;
            disposal = (flags >> 2) & 7;
            delay = little(position + 3);
        } else if (isLoop(position)) {
            int repetitions = little(position + 15);
            plays = repetitions == 0 ? 0 : repetitions + 1;
        }
        position++;
        skipData();
    }

    /** Whether an extension is that of Netscape, which says how often the animation is repeated. */
    private boolean isLoop(int at) throws ImageException {
        return bytes.has(at, 17)
                && bytes.u8(at) == APPLICATION
                && bytes.u8(at + 1) == 11
                && (bytes.isAscii(at + 2, "NETSCAPE2.0") || bytes.isAscii(at + 2, "ANIMEXTS1.0"))
                && bytes.u8(at + 13) == 3
                && bytes.u8(at + 14) == 1;
    }

    private void image(int globalTable, int globalColours) throws ImageException {
        limits.checkFrames(++frames);
        if (!bytes.has(position, DESCRIPTOR + 1)) {
            if (all.isEmpty()) {
                throw new ImageException(ImageError.DECODE_HEADER_FAILED, "the file ends before its first picture");
            }
            complete = false;
            position = bytes.length();
            return;
        }
        int at = position;
        int flags = bytes.u8(at + 8);
        boolean own = (flags & HAS_TABLE) != 0;
        int colours = own ? 2 << (flags & 7) : globalColours;
        int table = own ? at + DESCRIPTOR : globalTable;
        position += DESCRIPTOR + (own ? 3 * colours : 0);
        int data = position;
        position++;
        FrameArea area = new FrameArea(little(at), little(at + 2), little(at + 4), little(at + 6));
        boolean interlaced = (flags & INTERLACED) != 0;
        all.add(new GifFrame(area, table, colours, transparentIndex, interlaced, data, delay, disposal));
        transparentIndex = -1;
        delay = 0;
        disposal = 0;
        skipData();
    }

    private int little(int at) throws ImageException {
        return bytes.u8(at) | bytes.u8(at + 1) << 8;
    }

    /** Skips a list of blocks, each preceded by its length, up to an empty block. */
    private void skipData() throws ImageException {
        while (position < bytes.length()) {
            int length = bytes.u8(position);
            position += 1 + length;
            if (length == 0) {
                return;
            }
        }
        complete = false;
    }

    int screenWidth() throws ImageException {
        return little(SCREEN);
    }

    int screenHeight() throws ImageException {
        return little(SCREEN + 2);
    }

    int frames() {
        return frames;
    }

    /** Whether every block ends inside the file. Only the end mark may be missing. */
    boolean complete() {
        return complete;
    }

    /** How often the pictures are shown; 0 for without end. */
    int plays() {
        return plays;
    }

    GifFrame first() throws ImageException {
        if (all.isEmpty()) {
            throw new ImageException(ImageError.DECODE_HEADER_FAILED, "found no picture; expected at least one");
        }
        return all.get(0);
    }

    List<GifFrame> all() {
        return List.copyOf(all);
    }

    /** The coded pixels of a picture without the lengths between them. */
    byte[] data(GifFrame frame) throws ImageException {
        int at = frame.data() + 1;
        byte[] joined = new byte[lengthFrom(at)];
        int size = 0;
        while (at < bytes.length() && bytes.u8(at) != 0) {
            int length = Math.min(bytes.u8(at), bytes.length() - at - 1);
            System.arraycopy(bytes.data(), at + 1, joined, size, length);
            size += length;
            at += 1 + length;
        }
        return joined;
    }

    /** The number of bytes up to the empty block, without the lengths between them. */
    private int lengthFrom(int start) throws ImageException {
        int length = 0;
        int at = start;
        while (at < bytes.length() && bytes.u8(at) != 0) {
            int block = Math.min(bytes.u8(at), bytes.length() - at - 1);
            length += block;
            at += 1 + block;
        }
        return length;
    }
}
