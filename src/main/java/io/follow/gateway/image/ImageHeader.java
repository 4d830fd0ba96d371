package io.follow.gateway.image;

import org.jspecify.annotations.Nullable;

/**
 * What a file says about its picture, read without decoding a pixel.
 *
 * @param width columns as stored, before the orientation is applied
 * @param height rows as stored
 * @param bitDepth bits per component, or per index of a palette
 * @param alpha whether a pixel may be transparent
 * @param frames 1, or the frames of an animation
 * @param progressive a progressive JPEG or an interlaced PNG
 * @param lossless PNG, lossless WebP or the rare lossless JPEG
 * @param complete false where the file is known to be truncated or damaged. A file that may lack more than its end mark,
 *     a cut last scan of a JPEG or a cut PNG, is found out only when it is decoded
 * @param firstFrame the part of the canvas that the first frame covers
 * @param profile the embedded ICC profile; absent when there is none or when its pieces do not fit together
 * @param jpeg how a JPEG is coded; absent for other formats
 */
public record ImageHeader(
        ImageFormat format,
        int width,
        int height,
        Orientation orientation,
        ColourModel colourModel,
        int bitDepth,
        boolean alpha,
        int frames,
        boolean progressive,
        boolean lossless,
        boolean complete,
        FrameArea firstFrame,
        @Nullable ColourProfile profile,
        @Nullable JpegCoding jpeg) {

    /** The width that is looked at, after the EXIF orientation was applied. */
    public int orientedWidth() {
        return orientation.swapsAxes() ? height : width;
    }

    /** The height that is looked at, after the EXIF orientation was applied. */
    public int orientedHeight() {
        return orientation.swapsAxes() ? width : height;
    }

    /**
     * The profile that the colours have to be converted from after the resize; null when they are sRGB or the profile is
     * for other components than the picture's. Profiles for ink are applied by the reader.
     */
    public @Nullable ColourProfile profileToConvert() {
        boolean owed = profile != null
                && !profile.isSrgb()
                && !colourModel.isInk()
                && profile.components() == colourModel.components();
        return owed ? profile : null;
    }

    /** Whether a decoder keeps the coefficients of a JPEG, two bytes each, until it has met its last scan. */
    public boolean keepsCoefficients() {
        return jpeg != null && (progressive || jpeg.scans() > 1);
    }

    /** Width × height. */
    public long pixels() {
        return (long) width * height;
    }
}
