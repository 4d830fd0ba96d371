package io.follow.gateway.image.heif;

/**
 * The color space as code points (ITU-T H.273).
 *
 * @param primaries for example 1 for BT.709 and sRGB, 9 for BT.2020, 12 for Display P3, 2 if unspecified
 * @param transfer for example 13 for sRGB, 16 for PQ
 * @param matrix the conversion of luma and chroma to RGB, for example 1 for BT.709, 6 for BT.601, 0 for RGB
 * @param fullRange whether samples have full range instead of limited (video) range
 */
public record Nclx(int primaries, int transfer, int matrix, boolean fullRange) {}
