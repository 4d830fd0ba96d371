package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.ascii;
import static io.follow.gateway.image.TestImages.join;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The profile of a printer, whose darkest ink is no black. */
final class InkProfile {

    private static final int PAPER = 255;
    /** L* = 20. */
    private static final int DARKEST = 51;

    private InkProfile() {}

    /**
     * From the 16 corners of ink to greys, and from greys to black ink.
     *
     * @param coloured the brightness of each ink but black, 51 to 255
     */
    static byte[] of(int coloured) {
        ByteArrayOutputStream toGrey = new ByteArrayOutputStream();
        for (int corner = 0; corner < 16; corner++) {
            toGrey.write(corner == 0 ? PAPER : corner % 2 == 1 ? DARKEST : coloured);
            toGrey.write(128);
            toGrey.write(128);
        }
        ByteArrayOutputStream toInk = new ByteArrayOutputStream();
        for (int corner = 0; corner < 8; corner++) {
            toInk.writeBytes(new byte[] {0, 0, 0, (byte) (corner < 4 ? 255 : 0)});
        }
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("wtpt", join(ascii("XYZ "), new byte[4], white()));
        tags.put("A2B0", table(4, 3, toGrey.toByteArray()));
        tags.put("B2A0", table(3, 4, toInk.toByteArray()));
        int start = 128 + 4 + 12 * tags.size();
        int length = start + tags.values().stream().mapToInt(tag -> tag.length).sum();
        ByteBuffer file = ByteBuffer.allocate(length);
        file.putInt(length).putInt(8, 0x02400000).position(12).put(ascii("prtrCMYKLab "));
        file.position(36)
                .put(ascii("acsp"))
                .position(68)
                .put(white())
                .position(128)
                .putInt(tags.size());
        int at = start;
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            file.put(ascii(tag.getKey())).putInt(at).putInt(tag.getValue().length);
            at += tag.getValue().length;
        }
        tags.values().forEach(file::put);
        return file.array();
    }

    private static byte[] white() {
        return ByteBuffer.allocate(12)
                .putInt(0xF6D6)
                .putInt(0x10000)
                .putInt(0xD32D)
                .array();
    }

    /** A {@code lut8Type} with two points a side (ICC.1, 10.10). */
    private static byte[] table(int from, int to, byte[] corners) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(ascii("mft1"));
        table.writeBytes(new byte[] {0, 0, 0, 0, (byte) from, (byte) to, 2, 0});
        for (int i = 0; i < 9; i++) {
            table.writeBytes(
                    ByteBuffer.allocate(4).putInt(i % 4 == 0 ? 1 << 16 : 0).array());
        }
        writeRamps(table, from);
        table.writeBytes(corners);
        writeRamps(table, to);
        return table.toByteArray();
    }

    private static void writeRamps(ByteArrayOutputStream table, int count) {
        for (int i = 0; i < count; i++) {
            for (int value = 0; value < 256; value++) {
                table.write(value);
            }
        }
    }
}
