package io.follow.gateway.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds tag 0x0112 in the first directory of an EXIF block, which has the structure of a TIFF file. */
final class ExifOrientation {

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int ENTRY_BYTES = 12;

    private ExifOrientation() {}

    /** Reads leniently: a picture with a broken EXIF block is readable, and has no orientation. */
    static Orientation read(byte[] data, int offset, int length) {
        ByteBuffer tiff = ByteBuffer.wrap(data, offset, length).slice();
        if (length < 14) {
            return Orientation.NORMAL;
        }
        short order = tiff.getShort(0);
        if (order == 0x4949) {
            tiff.order(ByteOrder.LITTLE_ENDIAN);
        } else if (order != 0x4D4D) {
            return Orientation.NORMAL;
        }
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (directory + 2 > length) {
            return Orientation.NORMAL;
        }
        int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY_BYTES;
            if (entry + ENTRY_BYTES > length) {
                return Orientation.NORMAL;
            }
            if (Short.toUnsignedInt(tiff.getShort((int) entry)) == TAG) {
                return value(tiff, (int) entry);
            }
        }
        return Orientation.NORMAL;
    }

    private static Orientation value(ByteBuffer tiff, int entry) {
        return switch (Short.toUnsignedInt(tiff.getShort(entry + 2))) {
            case SHORT -> Orientation.ofExif(Short.toUnsignedInt(tiff.getShort(entry + 8)));
            case LONG -> Orientation.ofExif(Integer.toUnsignedLong(tiff.getInt(entry + 8)));
            default -> Orientation.NORMAL;
        };
    }
}
