package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.Decoder;
import io.follow.gateway.image.FrameArea;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.MetadataStripper;
import io.follow.gateway.image.Picture;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * Decodes WebP with libwebp, which notices damage that FFmpeg's decoder does not: lossy pictures without alpha into the
 * luma and chroma planes of the format, others into planes of red, green, blue and alpha.
 */
final class WebpDecoder implements Decoder {

    /** In pixels; swscale omits rows and columns of smaller pictures. */
    private static final int SHORTEST_SIDE = 32;

    private final Load load;

    WebpDecoder(Load load) {
        this.load = load;
    }

    /** Whether such files are decoded correctly; a frame of an animation must cover the whole canvas. */
    static boolean accepts(ImageHeader header) {
        FrameArea area = header.firstFrame();
        return area.width() == header.width()
                && area.height() == header.height()
                && Math.min(header.width(), header.height()) >= SHORTEST_SIDE;
    }

    @Override
    public Picture decode(Bytes file, ImageHeader header, int maxWidth) throws ImageException {
        if (!header.complete()) {
            throw new ImageException(
                    ImageError.DECODE_FAILED, "the file is truncated or damaged; expected whole image/webp data");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new ImageException(ImageError.PROCESS_TIMEOUT, "decoding was interrupted");
        }
        AVFrame frame = load.during(() -> decode(file, header));
        return new FramePicture(
                frame, header.width(), header.height(), header.orientation(), header.profileToConvert());
    }

    private static AVFrame decode(Bytes source, ImageHeader header) throws ImageException {
        AVFrame frame = Frames.allocate(header.width(), header.height(), format(header), ImageError.DECODE_FAILED);
        boolean done = false;
        try (BytePointer file = new BytePointer((long) MetadataStripper.maxLength(source, header))) {
            ByteBuffer stripped = file.asByteBuffer();
            MetadataStripper.strip(source, header, stripped);
            if (!decode(file, stripped.position(), frame)) {
                throw new ImageException(ImageError.DECODE_FAILED, "the pixel data is corrupt: libwebp cannot read it");
            }
            done = frame.format() == avutil.AV_PIX_FMT_YUV420P;
            return done ? frame : RgbPlanes.split(frame, header.alpha());
        } finally {
            if (!done) {
                avutil.av_frame_free(frame);
            }
        }
    }

    private static int format(ImageHeader header) {
        if (header.alpha()) {
            return avutil.AV_PIX_FMT_BGRA;
        }
        return header.lossless() ? avutil.AV_PIX_FMT_RGB24 : avutil.AV_PIX_FMT_YUV420P;
    }

    /** Fills the frame, which has the size in the header; libwebp compares it with the actual size. */
    private static boolean decode(BytePointer file, int length, AVFrame frame) {
        long data = file.address();
        long first = frame.data(0).address();
        int stride = frame.linesize(0);
        long size = (long) stride * frame.height();
        return switch (frame.format()) {
            case avutil.AV_PIX_FMT_BGRA -> LibWebp.WebPDecodeBGRAInto(data, length, first, size, stride) != null;
            case avutil.AV_PIX_FMT_RGB24 -> LibWebp.WebPDecodeRGBInto(data, length, first, size, stride) != null;
            default -> {
                long rows = (frame.height() + 1L) / 2;
                yield LibWebp.WebPDecodeYUVInto(
                                data,
                                length,
                                first,
                                size,
                                stride,
                                frame.data(1).address(),
                                rows * frame.linesize(1),
                                frame.linesize(1),
                                frame.data(2).address(),
                                rows * frame.linesize(2),
                                frame.linesize(2))
                        != null;
            }
        };
    }

    /** Returns the planes of the format, or packed pixels and the planes created from them. */
    @Override
    public long bytesNeeded(ImageHeader header, int maxWidth) {
        return Estimate.of(header, maxWidth, header.alpha() || header.lossless() ? 8 : 2);
    }
}
