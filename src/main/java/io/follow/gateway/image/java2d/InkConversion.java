package io.follow.gateway.image.java2d;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import org.jspecify.annotations.Nullable;

/**
 * Converts the samples of a CMYK JPEG to sRGB. As in all files of Adobe's programs, 255 is no ink; cyan, magenta and yellow may
 * be coded as luma and chroma. Not thread-safe.
 */
public final class InkConversion {

    private static final int INKS = 4;
    private static final int FULL = 0xFF;

    /** The chroma of grey. */
    private static final int CENTRE = 128;

    /** The bits of the fraction of a factor. */
    private static final int FRACTION_BITS = 16;

    private static final int HALF = 1 << (FRACTION_BITS - 1);

    // JFIF 1.02, "Conversion to and from RGB".
    private static final int RED_OF_CR = fixed(1.402);
    private static final int GREEN_OF_CB = fixed(0.344136);
    private static final int GREEN_OF_CR = fixed(0.714136);
    private static final int BLUE_OF_CB = fixed(1.772);

    private final boolean coded;
    private final Inks inks;

    /**
     * Prepares a conversion.
     *
     * @param coded whether cyan, magenta and yellow are coded as luma and chroma
     * @param inks null if unknown; then each ink absorbs its complement
     */
    InkConversion(boolean coded, @Nullable Inks inks) {
        this.coded = coded;
        this.inks = inks == null ? InkConversion::absorb : inks;
    }

    /**
     * Converts some pixels.
     *
     * @param samples four bytes per pixel as decoded; overwritten
     * @param pixels receives RGB integers, with any alpha
     * @throws ImageException {@link ImageError#PROCESS_TIMEOUT} if the thread was interrupted
     */
    public void convert(byte[] samples, int[] pixels) throws ImageException {
        if (Thread.currentThread().isInterrupted()) {
            throw new ImageException(ImageError.PROCESS_TIMEOUT, "decoding was interrupted");
        }
        if (coded) {
            decode(samples);
        } else {
            invert(samples);
        }
        inks.toSrgb(samples, pixels);
    }

    private static void invert(byte[] samples) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) ~samples[i];
        }
    }

    /** Luma and chroma are those of the inks before they were inverted. */
    private static void decode(byte[] samples) {
        for (int i = 0; i < samples.length; i += INKS) {
            int luma = ((samples[i] & FULL) << FRACTION_BITS) + HALF;
            int cb = (samples[i + 1] & FULL) - CENTRE;
            int cr = (samples[i + 2] & FULL) - CENTRE;
            samples[i] = clipped(luma + RED_OF_CR * cr);
            samples[i + 1] = clipped(luma - GREEN_OF_CB * cb - GREEN_OF_CR * cr);
            samples[i + 2] = clipped(luma + BLUE_OF_CB * cb);
            samples[i + 3] = (byte) ~samples[i + 3];
        }
    }

    private static int fixed(double factor) {
        return (int) Math.round(factor * (1 << FRACTION_BITS));
    }

    private static byte clipped(int value) {
        return (byte) Math.max(0, Math.min(FULL, value >> FRACTION_BITS));
    }

    private static void absorb(byte[] inks, int[] pixels) {
        for (int i = 0, c = 0; i < pixels.length; i++, c += INKS) {
            int light = FULL - (inks[c + 3] & FULL);
            pixels[i] = (left(inks[c], light) << 16) | (left(inks[c + 1], light) << 8) | left(inks[c + 2], light);
        }
    }

    private static int left(byte ink, int light) {
        return light - (ink & FULL) * light / FULL;
    }
}
