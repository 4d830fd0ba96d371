package io.follow.gateway.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The one colour of a grey or RGB PNG that is fully transparent.
 *
 * @param depth bits per component as stored, 1 to 16
 * @param components one value for grey, three for RGB, in the stored depth
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier, never compared.
public record PngColourKey(int depth, int[] components) {

    /** The key of a PNG that the probe has accepted; null if it has none. */
    public static @Nullable PngColourKey of(Bytes file) throws ImageException {
        return PngColours.read(file).key();
    }

    /** Bits above the depth are meaningless, but some programs set them; libpng ignores them, too. */
    static PngColourKey read(Bytes bytes, int start, int count, int depth) throws ImageException {
        int[] components = new int[count];
        for (int i = 0; i < count; i++) {
            components[i] = bytes.u16(start + 2 * i) & ((1 << depth) - 1);
        }
        return new PngColourKey(depth, components);
    }

    /** The content of a tRNS chunk with this colour. */
    byte[] content() {
        byte[] content = new byte[2 * components.length];
        for (int i = 0; i < components.length; i++) {
            content[2 * i] = (byte) (components[i] >> 8);
            content[2 * i + 1] = (byte) components[i];
        }
        return content;
    }

    /** A palette of all greys of the depth. */
    byte[] greys() {
        byte[] palette = new byte[3 << depth];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = (byte) (i / 3 * 255 / ((1 << depth) - 1));
        }
        return palette;
    }

    /** The alpha of each grey of the depth. */
    byte[] alphas() {
        byte[] alphas = new byte[1 << depth];
        Arrays.fill(alphas, (byte) 0xFF);
        alphas[components[0]] = 0;
        return alphas;
    }

    /** Whether the pixel whose components start at the given index has this colour. */
    public boolean matches(int[] samples, int at) {
        for (int i = 0; i < components.length; i++) {
            if (samples[at + i] != components[i]) {
                return false;
            }
        }
        return true;
    }
}
