package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.Encoder;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.java2d.JavaPictures;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Writes WebP and JPEG in native code; PNG, which nobody asks for with a photo, is left to Java. */
final class FrameEncoder implements Encoder {

    private static final int MAX_WEBP_SIDE = 16_383;
    private static final int MAX_JPEG_SIDE = 65_500;

    private final Load load;
    private final Encoder javaEncoder;
    private final Frames.Kernel conversion;

    FrameEncoder(Load load, Encoder javaEncoder, ResizeQuality quality) {
        this.load = load;
        this.javaEncoder = javaEncoder;
        this.conversion = switch (quality) {
            case FAST -> Frames.Kernel.CONVERT;
            case BEST -> Frames.Kernel.CONVERT_EXACTLY;
        };
    }

    @Override
    public byte[] encode(Picture picture, EncodeOptions options) throws ImageException {
        return load.during(() -> write(picture, options));
    }

    private byte[] write(Picture picture, EncodeOptions options) throws ImageException {
        FramePicture source = FramePicture.of(picture, ImageError.ENCODE_FAILED);
        return switch (options.format()) {
            case JPEG -> {
                checkSides(picture, options.format(), MAX_JPEG_SIDE);
                yield source.use(frame -> TurboJpegWriter.write(frame, options.quality(), conversion, way(frame)));
            }
            case WEBP -> {
                checkSides(picture, options.format(), MAX_WEBP_SIDE);
                yield source.use(frame -> WebpWriter.write(frame, options.quality(), options.webpMethod()));
            }
            case PNG -> {
                try (Picture copy =
                        JavaPictures.of(source.use(frame -> FrameColours.toImage(frame, ImageError.ENCODE_FAILED)))) {
                    yield javaEncoder.encode(copy, options);
                }
            }
        };
    }

    /** Decided by the size first, so that the same picture gives the same file however much there is to do. */
    private TurboJpegWriter.Way way(AVFrame frame) {
        if (!Load.isLarge(frame)) {
            return TurboJpegWriter.Way.WHOLE;
        }
        return load.threadsFor(frame) > 1 ? TurboJpegWriter.Way.BOTH_HALVES : TurboJpegWriter.Way.HALF_BY_HALF;
    }

    private static void checkSides(Picture picture, ImageFormat format, int maximum) throws ImageException {
        if (picture.width() > maximum || picture.height() > maximum) {
            throw new ImageException(
                    ImageError.ENCODE_FAILED,
                    "the picture has " + picture.width() + "×" + picture.height() + " pixels; a side of "
                            + format.contentType() + " is at most " + maximum);
        }
    }
}
