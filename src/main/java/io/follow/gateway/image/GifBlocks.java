package io.follow.gateway.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The first picture of a GIF (GIF89a specification), and information from the rest of the file. Not thread-safe. */
final class GifBlocks {

    private static final int SCREEN = 6;
    private static final int AFTER_SCREEN = 13;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;
    private static final int GRAPHIC_CONTROL = 0xF9;
    private static final int HAS_TABLE = 0x80;
    private static final int INTERLACED = 0x40;
    private static final int DESCRIPTOR = 9;

    private final Bytes bytes;
    private final ImageLimits limits;
    private int position = AFTER_SCREEN;
    private int segments;
    private int frames;
    private boolean complete = true;
    private int transparentIndex = -1;
    private @Nullable GifFrame first;

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
        boolean control = bytes.u8(position) == GRAPHIC_CONTROL && bytes.u8(position + 1) == 4;
        if (control && first == null && bytes.has(position, 6)) {
            boolean transparent = (bytes.u8(position + 2) & 1) == 1;
            transparentIndex = transparent ? bytes.u8(position + 5) : -1;
        }
        position++;
        skipData();
    }

    private void image(int globalTable, int globalColours) throws ImageException {
        limits.checkFrames(++frames);
        if (!bytes.has(position, DESCRIPTOR + 1)) {
            if (first == null) {
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
        if (first == null) {
            FrameArea area = new FrameArea(little(at), little(at + 2), little(at + 4), little(at + 6));
            first = new GifFrame(area, table, colours, transparentIndex, (flags & INTERLACED) != 0, data);
        }
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

    GifFrame first() throws ImageException {
        if (first == null) {
            throw new ImageException(ImageError.DECODE_HEADER_FAILED, "found no picture; expected at least one");
        }
        return first;
    }

    /** The coded pixels of the first picture without the lengths between them. */
    byte[] data() throws ImageException {
        int at = first().data() + 1;
        byte[] joined = new byte[bytes.length() - at];
        int size = 0;
        while (at < bytes.length() && bytes.u8(at) != 0) {
            int length = Math.min(bytes.u8(at), bytes.length() - at - 1);
            System.arraycopy(bytes.data(), at + 1, joined, size, length);
            size += length;
            at += 1 + length;
        }
        return Arrays.copyOf(joined, size);
    }
}
