package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.ascii;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.little;

import java.io.ByteArrayOutputStream;
import java.util.function.IntBinaryOperator;

/** Writes a GIF of red, green, blue and yellow frame by frame, without compression. */
public final class AnimatedGif {

    public static final int RED = 0;
    public static final int GREEN = 1;
    public static final int BLUE = 2;
    public static final int YELLOW = 3;

    private static final int LITERAL_BITS = 2;
    private static final int CODE_BITS = 3;
    private static final int CLEAR = 4;
    private static final int END = 5;
    private static final byte[] PALETTE = {-1, 0, 0, 0, -1, 0, 0, 0, -1, -1, -1, 0};

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    public AnimatedGif(int width, int height) {
        file.writeBytes(join(ascii("GIF89a"), little(width, 2), little(height, 2), new byte[] {(byte) 0x81, 0, 0}));
        file.writeBytes(PALETTE);
    }

    /** Repeats the animation; 0 for without end. */
    public AnimatedGif repeated(int times) {
        file.writeBytes(join(
                new byte[] {0x21, -1, 11}, ascii("NETSCAPE2.0"), new byte[] {3, 1}, little(times, 2), new byte[1]));
        return this;
    }

    /**
     * Adds a frame.
     *
     * @param delay in hundredths of a second
     * @param disposal 1 keeps it, 2 clears its area, 3 restores what was there
     * @param transparent one of the colours, or -1 for none
     * @param colour one of the colours for each column and row of the frame
     */
    public AnimatedGif frame(FrameArea area, int delay, int disposal, int transparent, IntBinaryOperator colour) {
        file.writeBytes(join(
                new byte[] {0x21, (byte) 0xF9, 4, (byte) ((disposal << 2) | (transparent < 0 ? 0 : 1))},
                little(delay, 2),
                new byte[] {(byte) Math.max(0, transparent), 0}));
        file.writeBytes(join(
                new byte[] {0x2C},
                little(area.x(), 2),
                little(area.y(), 2),
                little(area.width(), 2),
                little(area.height(), 2),
                new byte[] {0, LITERAL_BITS}));
        byte[] codes = codes(area, colour);
        for (int at = 0; at < codes.length; at += 255) {
            int length = Math.min(255, codes.length - at);
            file.write(length);
            file.write(codes, at, length);
        }
        file.write(0);
        return this;
    }

    /** Begins the table of codes anew before it grows, so that all codes stay as short. */
    private static byte[] codes(FrameArea area, IntBinaryOperator colour) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        int pixels = area.width() * area.height();
        for (int i = 0; i <= pixels; i++) {
            int[] codes = i == pixels
                    ? new int[] {END}
                    : i % 2 == 0
                            ? new int[] {CLEAR, colour.applyAsInt(i % area.width(), i / area.width())}
                            : new int[] {colour.applyAsInt(i % area.width(), i / area.width())};
            for (int code : codes) {
                bits |= code << held;
                held += CODE_BITS;
                while (held >= 8) {
                    out.write(bits);
                    bits >>>= 8;
                    held -= 8;
                }
            }
        }
        out.write(bits);
        return out.toByteArray();
    }

    public byte[] file() {
        return join(file.toByteArray(), new byte[] {0x3B});
    }
}
