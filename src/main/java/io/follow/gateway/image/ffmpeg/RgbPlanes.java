package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * Pictures of red, green and blue, and of alpha, in planes of one byte per pixel. The planes are declared as luma and
 * full-size chroma, so that swscale scales each one separately; it would convert planes declared as RGB to luma and
 * chroma and back.
 */
final class RgbPlanes {

    static final int OPAQUE = avutil.AV_PIX_FMT_GBRP;
    static final int WITH_ALPHA = avutil.AV_PIX_FMT_GBRAP;

    private RgbPlanes() {}

    /** Whether a frame is in this layout. */
    static boolean are(AVFrame frame) {
        return frame.format() == OPAQUE || frame.format() == WITH_ALPHA;
    }

    /** Whether a frame has red, green and blue in another layout, or a palette of them. */
    static boolean arePacked(AVFrame frame) {
        return !are(frame) && (isRgb(frame.format()) || frame.format() == avutil.AV_PIX_FMT_YA8);
    }

    private static boolean isRgb(int format) {
        long flags = avutil.av_pix_fmt_desc_get(format).flags();
        return (flags & (avutil.AV_PIX_FMT_FLAG_RGB | avutil.AV_PIX_FMT_FLAG_PAL)) != 0;
    }

    /** Declares planes of red, green and blue that were decoded as luma and chroma as what they are; returns the frame. */
    static AVFrame ofLumaAndChroma(AVFrame frame) {
        BytePointer red = frame.data(0);
        int length = frame.linesize(0);
        for (int plane = 0; plane < 2; plane++) {
            frame.data(plane, frame.data(plane + 1)).linesize(plane, frame.linesize(plane + 1));
        }
        frame.data(2, red).linesize(2, length);
        return frame.format(OPAQUE).colorspace(avutil.AVCOL_SPC_UNSPECIFIED);
    }

    /**
     * A copy in planes, which the caller frees. Grey without alpha remains one plane, and a picture without any
     * transparent pixel loses its alpha.
     */
    static AVFrame split(AVFrame source, boolean alpha) throws ImageException {
        boolean grey = !alpha && !arePacked(source);
        int format = grey ? avutil.AV_PIX_FMT_GRAY8 : alpha ? WITH_ALPHA : OPAQUE;
        AVFrame planes = Frames.convert(source, format, Frames.Kernel.CONVERT_EXACTLY, ImageError.DECODE_FAILED);
        return alpha && AlphaWeights.isOpaque(planes) ? withoutFourth(planes) : planes;
    }

    /** Leaves the fourth plane out and returns the frame. FFmpeg refuses to crop one with more planes than its format has. */
    static AVFrame withoutFourth(AVFrame frame) {
        frame.data(3, null).linesize(3, 0);
        return frame.format(OPAQUE);
    }

    /** A copy in another size, which the caller frees; colours count as much as they are visible. */
    static AVFrame scale(AVFrame source, int width, int height, Frames.Kernel kernel, int threads, Scalers scalers)
            throws ImageException {
        boolean same = source.width() == width && source.height() == height;
        if (same || source.format() == OPAQUE) {
            return scalePlanes(source, width, height, kernel, threads, scalers);
        }
        AVFrame weighted = AlphaWeights.apply(source);
        try {
            AVFrame scaled = scalePlanes(weighted, width, height, kernel, threads, scalers);
            AlphaWeights.remove(scaled);
            return scaled;
        } finally {
            avutil.av_frame_free(weighted);
        }
    }

    private static AVFrame scalePlanes(
            AVFrame source, int width, int height, Frames.Kernel kernel, int threads, Scalers scalers)
            throws ImageException {
        int format = source.format();
        int disguise = format == OPAQUE ? avutil.AV_PIX_FMT_YUV444P : avutil.AV_PIX_FMT_YUVA444P;
        AVFrame disguised = avutil.av_frame_clone(source);
        if (disguised == null) {
            throw new ImageException(ImageError.PROCESS_FAILED, "no native memory for a frame; expected it to be free");
        }
        try {
            disguised.format(disguise);
            AVFrame scaled =
                    scalers.scale(disguised, width, height, disguise, kernel, threads, ImageError.PROCESS_FAILED);
            scaled.format(format);
            return scaled;
        } finally {
            avutil.av_frame_free(disguised);
        }
    }
}
