package io.follow.gateway.image.heif;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The brands of a file, read from its first box, which say what it is (ISO/IEC 14496-12, {@code ftyp}). */
public final class Brands {

    private static final int HEAD = 8;
    private static final int BRAND = 4;

    /** The major brand and its version come first. */
    private static final int COMPATIBLE = 16;

    /** Real files have about ten brands. */
    private static final int LAST = 512;

    private static final Set<String> AVIF = Set.of("avif", "avis");
    private static final Set<String> HEIC = Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs");

    /** Brands that do not determine the codec. */
    private static final Set<String> ANY_CODEC = Set.of("mif1", "msf1", "mif2", "mif3");

    private Brands() {}

    /** The codec family that the brands indicate. */
    public enum Family {
        HEIC,
        AVIF
    }

    /**
     * Reads the brands. The major brand determines the family; if it does not, the first compatible brand that names a
     * codec does; a file without such a brand is HEIC.
     *
     * @param firstBytes the start of the file; brands that are not in it are not seen
     * @return null if it is neither
     */
    public static @Nullable Family of(byte[] firstBytes) {
        boolean anyCodec = false;
        for (String brand : read(firstBytes)) {
            if (AVIF.contains(brand)) {
                return Family.AVIF;
            }
            if (HEIC.contains(brand)) {
                return Family.HEIC;
            }
            anyCodec |= ANY_CODEC.contains(brand);
        }
        return anyCodec ? Family.HEIC : null;
    }

    private static Set<String> read(byte[] bytes) {
        Set<String> brands = new LinkedHashSet<>();
        if (bytes.length < HEAD + BRAND || !at(bytes, BRAND).equals("ftyp")) {
            return brands;
        }
        long size = 0;
        for (int i = 0; i < BRAND; i++) {
            size = (size << 8) | (bytes[i] & 0xFF);
        }
        brands.add(at(bytes, HEAD));
        for (int i = COMPATIBLE; i + BRAND <= Math.min(Math.min(bytes.length, size), LAST); i += BRAND) {
            brands.add(at(bytes, i));
        }
        return brands;
    }

    private static String at(byte[] bytes, int offset) {
        return new String(bytes, offset, BRAND, StandardCharsets.ISO_8859_1);
    }
}
