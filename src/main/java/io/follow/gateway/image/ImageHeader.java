package io.follow.gateway.image;

import io.follow.gateway.image.heif.HeifPicture;
import org.jspecify.annotations.Nullable;

/**
 * The header of a picture, read without decoding pixels.
 *
 * @param width columns as stored, before the orientation is applied
 * @param height rows as stored
 * @param bitDepth bits per component, or per index of a palette
 * @param alpha whether a pixel may be transparent
 * @param frames 1, or the frames of an animation
 * @param progressive a progressive JPEG, or an interlaced PNG or GIF
 * @param lossless PNG, lossless WebP or the rare lossless JPEG
 * @param complete false if the file is known to be truncated or damaged. A truncated last scan of a JPEG, or a
 *     truncated PNG, is detected only during decoding
 * @param firstFrame the area of the canvas that the first frame covers
 * @param profile the embedded ICC profile; absent if there is none or its pieces do not fit together
 * @param jpeg the coding of a JPEG; absent for other formats
 * @param heif the boxes of a HEIC or AVIF; absent for other formats
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
        @Nullable JpegCoding jpeg,
        @Nullable HeifPicture heif) {

    /** The displayed width, after the EXIF orientation is applied. */
    public int orientedWidth() {
        return orientation.swapsAxes() ? height : width;
    }

    /** The displayed height, after the EXIF orientation is applied. */
    public int orientedHeight() {
        return orientation.swapsAxes() ? width : height;
    }

    /**
     * The profile from which the colours must be converted after the resize; null if they are sRGB or the profile does
     * not match the picture's components, or describes ink, which is converted during decoding.
     */
    public @Nullable ColourProfile profileToConvert() {
        boolean owed = profile != null
                && !profile.isSrgb()
                && !colourModel.isInk()
                && profile.components() == colourModel.components();
        return owed ? profile : null;
    }

    /** Whether a decoder keeps the coefficients of a JPEG, two bytes each, until the last scan. */
    public boolean keepsCoefficients() {
        return jpeg != null && (progressive || jpeg.scans() > 1);
    }

    /** Width × height. */
    public long pixels() {
        return (long) width * height;
    }
}
