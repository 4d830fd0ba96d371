package io.follow.gateway.image;

import io.follow.gateway.image.heif.Nclx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Creates an ICC profile from code points, so that all colors are converted to sRGB in the same way. Profile:
 * ICC.1:2010 (7.2 and 8.3.3), primaries: ITU-T H.273, table 2. The transfer functions of television (BT.601, 709 and
 * 2020) are treated like that of sRGB, as is usual; those of high dynamic range (PQ, HLG) are not changed.
 */
final class CodePointProfile {

    private static final double[] D65 = {0.3127, 0.3290};
    private static final double[] DCI = {0.314, 0.351};
    private static final double[] D50_XYZ = {0.9642, 1.0, 0.8249};

    /** Bradford's cone response. */
    private static final double[][] BRADFORD = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };

    private static final int HEADER_BYTES = 128;
    private static final int TAGS = 7;
    private static final int TAG_BYTES = 12;
    private static final int XYZ_BYTES = 20;
    private static final int CURVE_BYTES = 32;
    private static final double FIXED_ONE = 65536;

    private CodePointProfile() {}

    /** Returns null if the color space is sRGB or unknown. */
    static @Nullable ColourProfile of(Nclx nclx) {
        double[] primaries = primaries(nclx.primaries());
        double[] curve = curve(nclx.transfer());
        boolean plain = nclx.primaries() == 1 && (curve == null || curve.length > 1);
        return primaries == null || curve == null || plain ? null : ColourProfile.of(bytes(primaries, curve));
    }

    /** The chromaticities x and y of red, green, blue and white. */
    private static double @Nullable [] primaries(int code) {
        return switch (code) {
            case 1 -> with(D65, 0.640, 0.330, 0.300, 0.600, 0.150, 0.060);
            case 5 -> with(D65, 0.640, 0.330, 0.290, 0.600, 0.150, 0.060);
            case 6, 7 -> with(D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070);
            case 9 -> with(D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046);
            case 11 -> with(DCI, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060);
            case 12 -> with(D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060);
            default -> null;
        };
    }

    private static double[] with(double[] white, double... colours) {
        double[] all = Arrays.copyOf(colours, 8);
        all[6] = white[0];
        all[7] = white[1];
        return all;
    }

    /** The exponent, or the five parameters of sRGB's curve; null if there is no such curve. */
    private static double @Nullable [] curve(int code) {
        return switch (code) {
            case 1, 2, 6, 13, 14, 15 -> new double[] {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
            case 4 -> new double[] {2.2};
            case 5 -> new double[] {2.8};
            case 8 -> new double[] {1};
            default -> null;
        };
    }

    private static byte[] bytes(double[] primaries, double[] curve) {
        double[][] colorants = adapted(primaries);
        int data = HEADER_BYTES + 4 + TAGS * TAG_BYTES;
        ByteBuffer out = ByteBuffer.allocate(data + 4 * XYZ_BYTES + CURVE_BYTES);
        out.putInt(0, out.capacity());
        out.putInt(8, 0x04200000);
        ascii(out, 12, "mntrRGB XYZ ");
        ascii(out, 36, "acsp");
        xyz(out, 68, D50_XYZ);
        out.putInt(HEADER_BYTES, TAGS);
        String[] names = {"rXYZ", "gXYZ", "bXYZ", "wtpt"};
        int curveAt = data + 4 * XYZ_BYTES;
        for (int i = 0; i < names.length; i++) {
            int at = data + i * XYZ_BYTES;
            tag(out, i, names[i], at, XYZ_BYTES);
            ascii(out, at, "XYZ ");
            xyz(out, at + 8, i < 3 ? colorants[i] : D50_XYZ);
        }
        String[] curves = {"rTRC", "gTRC", "bTRC"};
        for (int i = 0; i < curves.length; i++) {
            tag(out, names.length + i, curves[i], curveAt, CURVE_BYTES);
        }
        ascii(out, curveAt, "para");
        out.putShort(curveAt + 8, (short) (curve.length > 1 ? 3 : 0));
        for (int i = 0; i < curve.length; i++) {
            out.putInt(curveAt + 12 + 4 * i, (int) Math.round(curve[i] * FIXED_ONE));
        }
        return out.array();
    }

    private static void tag(ByteBuffer out, int index, String name, int at, int length) {
        int entry = ColourProfile.tagOffset(index);
        ascii(out, entry, name);
        out.putInt(entry + 4, at);
        out.putInt(entry + 8, length);
    }

    private static void ascii(ByteBuffer out, int at, String text) {
        out.put(at, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void xyz(ByteBuffer out, int at, double[] value) {
        for (int i = 0; i < value.length; i++) {
            out.putInt(at + 4 * i, (int) Math.round(value[i] * FIXED_ONE));
        }
    }

    /** The colours of the primaries under D50: each as X, Y and Z. */
    private static double[][] adapted(double[] primaries) {
        double[] white = xyzOf(primaries[6], primaries[7]);
        double[][] raw = {
            xyzOf(primaries[0], primaries[1]), xyzOf(primaries[2], primaries[3]), xyzOf(primaries[4], primaries[5])
        };
        double[] weights = solved(raw, white);
        double[] from = multiplied(BRADFORD, white);
        double[] to = multiplied(BRADFORD, D50_XYZ);
        double[][] result = new double[3][];
        for (int i = 0; i < 3; i++) {
            double[] cone = multiplied(
                    BRADFORD, new double[] {raw[i][0] * weights[i], raw[i][1] * weights[i], raw[i][2] * weights[i]});
            for (int j = 0; j < 3; j++) {
                cone[j] *= to[j] / from[j];
            }
            result[i] = solved(transposed(BRADFORD), cone);
        }
        return result;
    }

    private static double[] xyzOf(double x, double y) {
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    private static double[] multiplied(double[][] matrix, double[] vector) {
        double[] result = new double[3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                result[i] += matrix[i][j] * vector[j];
            }
        }
        return result;
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] result = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                result[j][i] = matrix[i][j];
            }
        }
        return result;
    }

    /** Returns the weights with which three vectors add up to another one, by Cramer's rule. */
    private static double[] solved(double[][] vectors, double[] sum) {
        double all = determinant(vectors[0], vectors[1], vectors[2]);
        return new double[] {
            determinant(sum, vectors[1], vectors[2]) / all,
            determinant(vectors[0], sum, vectors[2]) / all,
            determinant(vectors[0], vectors[1], sum) / all
        };
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                - b[0] * (a[1] * c[2] - a[2] * c[1])
                + c[0] * (a[1] * b[2] - a[2] * b[1]);
    }
}
