package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.Encoder;
import io.follow.gateway.image.Flattening;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.java2d.JavaPictures;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Encodes WebP, JPEG and AVIF in native code; PNG, which is rarely used for photos, is left to Java. */
final class FrameEncoder implements Encoder {

    private final Load load;
    private final Encoder javaEncoder;
    private final Frames.Kernel conversion;
    private final TurboJpegWriter jpegWriter;

    FrameEncoder(Load load, Encoder javaEncoder, ResizeQuality quality, @Nullable PlaneJpegWriter planes) {
        this.load = load;
        this.jpegWriter = new TurboJpegWriter(planes);
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
        options.format().checkSides(picture);
        return switch (options.format()) {
            case JPEG -> jpeg(source, options);
            case WEBP -> source.use(frame -> WebpWriter.write(frame, options.quality(), options.webpMethod()));
            case AVIF -> source.use(frame -> AvifWriter.write(frame, options.quality(), options.avifEffort()));
            case HEIC, GIF ->
                throw new ImageException(
                        ImageError.ENCODE_FAILED,
                        "this engine does not write " + options.format().contentType());
            case PNG -> {
                try (Picture copy =
                        JavaPictures.of(source.use(frame -> FrameColours.toImage(frame, ImageError.ENCODE_FAILED)))) {
                    yield javaEncoder.encode(copy, options);
                }
            }
        };
    }

    private byte[] jpeg(FramePicture source, EncodeOptions options) throws ImageException {
        if (source.alpha()) {
            try (Picture flat = source.with(new Flattening(options.ground()))) {
                return jpeg(FramePicture.of(flat, ImageError.ENCODE_FAILED), options);
            }
        }
        return source.use(frame -> jpegWriter.write(frame, options.quality(), conversion, way(frame)));
    }

    /** Depends on the size first, so that the same picture gives the same file regardless of the load. */
    private TurboJpegWriter.Way way(AVFrame frame) {
        if (!Load.isLarge(frame)) {
            return TurboJpegWriter.Way.WHOLE;
        }
        return load.threadsFor(frame) > 1 ? TurboJpegWriter.Way.BOTH_HALVES : TurboJpegWriter.Way.HALF_BY_HALF;
    }
}
