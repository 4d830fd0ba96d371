package io.follow.gateway.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An embedded ICC profile: its bytes, and whether it is equivalent to sRGB. Immutable. */
public final class ColourProfile {

    private static final int HEADER_BYTES = 128;
    private static final int TAG_BYTES = 12;
    private static final int MAX_TAGS = 200;
    private static final int SIGNATURE = 0x61637370;

    private final byte[] bytes;
    private final int components;
    private final boolean srgb;

    private ColourProfile(byte[] bytes, int components, boolean srgb) {
        this.bytes = bytes;
        this.components = components;
        this.srgb = srgb;
    }

    /** Reads a profile; null if the bytes are not a profile, or fewer than its header declares. */
    static @Nullable ColourProfile of(byte[] bytes) {
        if (bytes.length < HEADER_BYTES + 4) {
            return null;
        }
        ByteBuffer profile = ByteBuffer.wrap(bytes);
        long size = Integer.toUnsignedLong(profile.getInt(0));
        int tags = profile.getInt(HEADER_BYTES);
        if (profile.getInt(36) != SIGNATURE || size > bytes.length || tags < 0 || tags > MAX_TAGS) {
            return null;
        }
        int components =
                switch (new String(bytes, 16, 4, StandardCharsets.ISO_8859_1)) {
                    case "GRAY" -> 1;
                    case "RGB " -> 3;
                    case "CMYK" -> 4;
                    default -> 0;
                };
        return new ColourProfile(bytes, components, components == 3 && new SrgbDetector(bytes, tags).matches());
    }

    static int tagOffset(int index) {
        return HEADER_BYTES + 4 + index * TAG_BYTES;
    }

    /** Size in bytes, after inflation. */
    public int size() {
        return bytes.length;
    }

    /** The number of colour components: 1 for grey, 3 for RGB, 4 for CMYK, 0 for anything else. */
    public int components() {
        return components;
    }

    /** Whether it is visually indistinguishable from sRGB, so that no conversion is needed. */
    public boolean isSrgb() {
        return srgb;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ColourProfile profile && Arrays.equals(bytes, profile.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** A copy of the profile. */
    public byte[] toBytes() {
        return bytes.clone();
    }
}
