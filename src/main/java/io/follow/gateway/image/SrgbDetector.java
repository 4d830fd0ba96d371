package io.follow.gateway.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Detects sRGB profiles by their primaries (ICC.1, adapted to D50) and tone curve or, if these are unreadable, by their
 * description. Every program writes its own variant of sRGB, so comparing bytes does not work.
 */
final class SrgbDetector {

    private static final double[][] PRIMARIES = {
        {0.4361, 0.2225, 0.0139}, {0.3851, 0.7169, 0.0971}, {0.1431, 0.0606, 0.7141},
    };
    private static final String[] PRIMARY_TAGS = {"rXYZ", "gXYZ", "bXYZ"};
    private static final String[] CURVE_TAGS = {"rTRC", "gTRC", "bTRC"};
    private static final double PRIMARY_TOLERANCE = 0.004;
    private static final double CURVE_TOLERANCE = 0.006;
    private static final double FIXED_ONE = 65536.0;

    private final byte[] bytes;
    private final ByteBuffer profile;
    private final int tags;

    SrgbDetector(byte[] bytes, int tags) {
        this.bytes = bytes;
        this.profile = ByteBuffer.wrap(bytes);
        this.tags = tags;
    }

    boolean matches() {
        if (find("A2B0") >= 0) {
            return described();
        }
        for (int i = 0; i < PRIMARIES.length; i++) {
            int primary = find(PRIMARY_TAGS[i]);
            int curve = find(CURVE_TAGS[i]);
            if (primary < 0 || curve < 0 || !has(primary, 20) || !has(curve, 12)) {
                return described();
            }
            if (!matchesPrimary(primary, PRIMARIES[i]) || !matchesCurve(curve)) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesPrimary(int offset, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (Math.abs(profile.getInt(offset + 8 + 4 * i) / FIXED_ONE - expected[i]) > PRIMARY_TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesCurve(int offset) {
        for (double input : new double[] {0.1, 0.25, 0.5, 0.75}) {
            double expected = Math.pow((input + 0.055) / 1.055, 2.4);
            // Written so that NaN, which stands for an unreadable curve, does not match.
            if (!(Math.abs(curve(offset, input) - expected) <= CURVE_TOLERANCE)) {
                return false;
            }
        }
        return true;
    }

    private double curve(int offset, double input) {
        return switch (ascii(offset, 4)) {
            case "curv" -> table(offset, input);
            case "para" -> parametric(offset, input);
            default -> Double.NaN;
        };
    }

    private double table(int offset, double input) {
        long count = Integer.toUnsignedLong(profile.getInt(offset + 8));
        if (count == 0) {
            return input;
        }
        if (!has(offset + 12, 2 * count)) {
            return Double.NaN;
        }
        if (count == 1) {
            return Math.pow(input, Short.toUnsignedInt(profile.getShort(offset + 12)) / 256.0);
        }
        double place = input * (count - 1);
        int index = (int) place;
        double low = Short.toUnsignedInt(profile.getShort(offset + 12 + 2 * index));
        double high = Short.toUnsignedInt(profile.getShort(offset + 14 + 2 * index));
        return (low + (high - low) * (place - index)) / 65535.0;
    }

    /** sRGB profiles use types 0 and 3; the linear part is below every input compared. */
    private double parametric(int offset, double input) {
        int type = profile.getShort(offset + 8);
        if (type == 0 && has(offset, 16)) {
            return Math.pow(input, parameter(offset, 0));
        }
        if (type == 3 && has(offset, 32)) {
            return Math.pow(parameter(offset, 1) * input + parameter(offset, 2), parameter(offset, 0));
        }
        return Double.NaN;
    }

    private double parameter(int offset, int index) {
        return profile.getInt(offset + 12 + 4 * index) / FIXED_ONE;
    }

    private boolean described() {
        int offset = find("desc");
        if (offset < 0 || !has(offset, 12)) {
            return false;
        }
        int length = (int) Math.min(64, profile.limit() - (long) offset);
        String text = ascii(offset, length).replace("\0", "");
        return text.contains("sRGB");
    }

    /** The offset of a tag's data, or -1 if there is no such tag. */
    private int find(String tag) {
        for (int i = 0; i < tags && has(ColourProfile.tagOffset(i), 12); i++) {
            int entry = ColourProfile.tagOffset(i);
            if (ascii(entry, 4).equals(tag)) {
                int offset = profile.getInt(entry + 4);
                return has(offset, 4) ? offset : -1;
            }
        }
        return -1;
    }

    private boolean has(int offset, long count) {
        return offset >= 0 && offset + count <= profile.limit();
    }

    private String ascii(int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
}
