package io.follow.gateway.image;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Compares the first bytes of a file with its declared format. */
public final class MagicBytes {

    /** How many bytes at the start of a file are enough to recognize every format. */
    public static final int ENOUGH = 64;

    private static final int SHOWN_BYTES = 4;

    private MagicBytes() {}

    /**
     * Checks the start of a file.
     *
     * @param firstBytes the whole file, or at least its first {@link #ENOUGH} bytes; not empty
     * @throws ImageException {@link ImageError#INVALID_MAGIC_BYTES}
     */
    public static void check(byte[] firstBytes, ImageFormat declared) throws ImageException {
        @Nullable ImageFormat found = ImageFormat.detect(firstBytes).orElse(null);
        if (found != declared) {
            String first = HexFormat.ofDelimiter(" ")
                    .withUpperCase()
                    .formatHex(firstBytes, 0, Math.min(firstBytes.length, SHOWN_BYTES));
            throw new ImageException(
                    ImageError.INVALID_MAGIC_BYTES,
                    "first bytes " + first + " are not " + declared.contentType()
                            + (found == null ? "" : " but " + found.contentType()));
        }
    }
}
