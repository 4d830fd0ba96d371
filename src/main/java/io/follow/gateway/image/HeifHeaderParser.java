package io.follow.gateway.image;

import io.follow.gateway.image.heif.Chroma;
import io.follow.gateway.image.heif.Codec;
import io.follow.gateway.image.heif.Geometry;
import io.follow.gateway.image.heif.HeifColours;
import io.follow.gateway.image.heif.HeifException;
import io.follow.gateway.image.heif.HeifLimits;
import io.follow.gateway.image.heif.HeifPicture;
import io.follow.gateway.image.heif.HeifReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the boxes of a HEIC or AVIF. The transformations in the boxes apply; an orientation in Exif data is ignored.
 */
final class HeifHeaderParser {

    /** Cameras use about 50 tiles; 1,024 of 512×512 pixels would exceed every picture. */
    private static final int MAX_TILES = 1_024;

    private static final int MAX_DEPTH = 4;

    private final byte[] data;
    private final ImageFormat format;
    private final ImageLimits limits;

    HeifHeaderParser(byte[] data, ImageFormat format, ImageLimits limits) {
        this.data = data;
        this.format = format;
        this.limits = limits;
    }

    ImageHeader parse() throws ImageException {
        HeifPicture picture = read();
        limits.checkFrames(picture.frames());
        Geometry shown = picture.geometry();
        limits.checkPixels(shown.width(), shown.height());
        return new ImageHeader(
                format,
                shown.width(),
                shown.height(),
                orientation(shown),
                picture.picture().chroma() == Chroma.NONE ? ColourModel.GREY : ColourModel.YCBCR,
                picture.picture().bitDepth(),
                picture.alpha() != null,
                (int) picture.frames(),
                false,
                false,
                true,
                new FrameArea(0, 0, shown.width(), shown.height()),
                profile(picture.colours()),
                null,
                picture);
    }

    private HeifPicture read() throws ImageException {
        HeifLimits own = new HeifLimits(
                limits.maxPixels(), limits.maxSegments(), MAX_TILES, MAX_DEPTH, limits.maxProfileBytes());
        try {
            return new HeifReader(data, format == ImageFormat.AVIF ? Codec.AV1 : Codec.HEVC, own).read();
        } catch (HeifException e) {
            ImageError error =
                    switch (e.kind()) {
                        case BROKEN -> ImageError.DECODE_HEADER_FAILED;
                        case TOO_LARGE -> ImageError.DECOMPRESSION_BOMB;
                        case UNSUPPORTED -> ImageError.DECODE_FAILED;
                    };
            throw new ImageException(error, String.valueOf(e.getMessage()), e);
        }
    }

    /** Exif numbers its orientations in the same way: mirrored first, then turned. */
    private static Orientation orientation(Geometry shown) {
        return switch (shown.turns()) {
            case 0 -> shown.mirrored() ? Orientation.MIRRORED : Orientation.NORMAL;
            case 1 -> shown.mirrored() ? Orientation.TRANSVERSED : Orientation.ROTATED_90;
            case 2 -> shown.mirrored() ? Orientation.FLIPPED : Orientation.ROTATED_180;
            default -> shown.mirrored() ? Orientation.TRANSPOSED : Orientation.ROTATED_270;
        };
    }

    private static @Nullable ColourProfile profile(HeifColours colours) {
        if (colours.icc() != null) {
            return ColourProfile.of(colours.icc());
        }
        return colours.nclx() == null ? null : CodePointProfile.of(colours.nclx());
    }
}
