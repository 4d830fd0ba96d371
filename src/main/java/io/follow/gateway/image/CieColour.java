package io.follow.gateway.image;

/**
 * A colour as CIE 1931 XYZ under D65, from sRGB (IEC 61966-2-1).
 *
 * @param y the luminance, from 0 to 100
 */
record CieColour(float x, float y, float z) {

    private static final int FULL = 0xFF;
    private static final float[] LINEAR = linear();

    /** The white of D65. */
    private static final float WHITE_X = 95.047f;

    private static final float WHITE_Y = 100;

    /** The colour of a pixel over black. */
    static CieColour of(int argb) {
        float alpha = (float) (argb >>> 24) / FULL;
        float r = LINEAR[(argb >> 16) & FULL] * alpha;
        float g = LINEAR[(argb >> 8) & FULL] * alpha;
        float b = LINEAR[argb & FULL] * alpha;
        return new CieColour(
                41.24f * r + 35.76f * g + 18.05f * b,
                21.26f * r + 71.52f * g + 7.22f * b,
                1.93f * r + 11.92f * g + 95.05f * b);
    }

    private static float[] linear() {
        float[] values = new float[FULL + 1];
        for (int i = 0; i <= FULL; i++) {
            double value = (double) i / FULL;
            values[i] = (float) (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        return values;
    }

    /** The coordinate a* of CIELAB: positive for red, negative for green. */
    float redness() {
        return 500 * (root(x / WHITE_X) - root(y / WHITE_Y));
    }

    private static float root(float ratio) {
        return ratio > 0.008856f ? (float) Math.cbrt(ratio) : 7.787f * ratio + 16 / 116f;
    }
}
