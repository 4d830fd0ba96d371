package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.Encoder;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.java2d.JavaPictures;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Writes WebP and JPEG in native code; PNG, which nobody asks for with a photo, is left to Java. */
final class FrameEncoder implements Encoder {

    private static final int MAX_WEBP_SIDE = 16_383;
    private static final int MAX_JPEG_SIDE = 65_500;

    private final Encoder javaEncoder;

    FrameEncoder(Encoder javaEncoder) {
        this.javaEncoder = javaEncoder;
    }

    @Override
    public byte[] encode(Picture picture, EncodeOptions options) throws ImageException {
        FramePicture source = FramePicture.of(picture, ImageError.ENCODE_FAILED);
        return switch (options.format()) {
            case JPEG -> {
                checkSides(picture, options.format(), MAX_JPEG_SIDE);
                yield source.use(frame -> TurboJpegWriter.write(frame, options.quality()));
            }
            case WEBP -> {
                checkSides(picture, options.format(), MAX_WEBP_SIDE);
                yield source.use(frame -> WebpWriter.write(frame, options.quality(), options.webpMethod()));
            }
            case PNG -> {
                try (Picture copy = JavaPictures.of(source.use(FrameEncoder::toImage))) {
                    yield javaEncoder.encode(copy, options);
                }
            }
        };
    }

    private static void checkSides(Picture picture, ImageFormat format, int maximum) throws ImageException {
        if (picture.width() > maximum || picture.height() > maximum) {
            throw new ImageException(
                    ImageError.ENCODE_FAILED,
                    "the picture has " + picture.width() + "×" + picture.height() + " pixels; a side of "
                            + format.contentType() + " is at most " + maximum);
        }
    }

    private static BufferedImage toImage(AVFrame frame) throws ImageException {
        AVFrame colours = Frames.scale(
                frame, frame.width(), frame.height(), avutil.AV_PIX_FMT_BGR24, Frames.EXACT, ImageError.ENCODE_FAILED);
        try {
            BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
            byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            int row = 3 * frame.width();
            for (int y = 0; y < frame.height(); y++) {
                colours.data(0).position((long) y * colours.linesize(0)).get(bytes, y * row, row);
            }
            return image;
        } finally {
            avutil.av_frame_free(colours);
        }
    }
}
