package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.jspecify.annotations.Nullable;

/** Allocates frames, and scales or converts them. */
final class Frames {

    /**
     * The kernels for scaling and converting. Without accurate rounding, smooth skies lose 0.002 of SSIM. The
     * parameters of the cubic kernel are Mitchell and Netravali's B and C, that of Lanczos is the number of lobes.
     */
    enum Kernel {
        CUBIC(swscale.SWS_BICUBIC | swscale.SWS_ACCURATE_RND, 0, 0.9),
        LANCZOS(swscale.SWS_LANCZOS | swscale.SWS_ACCURATE_RND, 3, swscale.SWS_PARAM_DEFAULT),
        /** The mean of the area that a pixel replaces. */
        AREA(swscale.SWS_AREA | swscale.SWS_ACCURATE_RND, swscale.SWS_PARAM_DEFAULT, swscale.SWS_PARAM_DEFAULT),
        /** Converts frames of the same size to RGB; values may be off by one. */
        CONVERT(swscale.SWS_BILINEAR, swscale.SWS_PARAM_DEFAULT, swscale.SWS_PARAM_DEFAULT),
        /** Converts frames of the same size as exactly as possible, in 3 ms more. */
        CONVERT_EXACTLY(
                swscale.SWS_POINT | swscale.SWS_FULL_CHR_H_INT | swscale.SWS_ACCURATE_RND,
                swscale.SWS_PARAM_DEFAULT,
                swscale.SWS_PARAM_DEFAULT),
        /** Converts RGB frames of the same size to subsampled chroma, which is averaged. */
        SUBSAMPLE(
                swscale.SWS_AREA | swscale.SWS_FULL_CHR_H_INP | swscale.SWS_ACCURATE_RND,
                swscale.SWS_PARAM_DEFAULT,
                swscale.SWS_PARAM_DEFAULT);

        private final int flags;
        private final double first;
        private final double second;

        Kernel(int flags, double first, double second) {
            this.flags = flags;
            this.first = first;
            this.second = second;
        }
    }

    private Frames() {}

    /**
     * Allocates a frame with memory for its pixels, which the caller frees.
     *
     * @param format one of {@code AV_PIX_FMT_*}
     */
    static AVFrame allocate(int width, int height, int format, ImageError error) throws ImageException {
        AVFrame frame = avutil.av_frame_alloc();
        frame.width(width);
        frame.height(height);
        frame.format(format);
        if (avutil.av_frame_get_buffer(frame, 0) < 0) {
            avutil.av_frame_free(frame);
            throw new ImageException(
                    error, "no native memory for " + width + "×" + height + " pixels; expected it to be free");
        }
        return frame;
    }

    /** Rejects a frame whose size differs from the one in the header. */
    static void checkSize(AVFrame frame, int width, int height) throws ImageException {
        if (frame.width() != width || frame.height() != height) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "decoded " + frame.width() + "×" + frame.height() + " pixels; expected " + width + "×" + height
                            + " as the header says");
        }
    }

    /** A copy in another format, converted by one thread. */
    static AVFrame convert(AVFrame source, int format, Kernel kernel, ImageError error) throws ImageException {
        return convert(source, format, kernel, 1, error);
    }

    /**
     * A copy in another format, which the caller frees.
     *
     * @param threads how many do a part of it each; the pixels are the same
     */
    static AVFrame convert(AVFrame source, int format, Kernel kernel, int threads, ImageError error)
            throws ImageException {
        int width = source.width();
        int height = source.height();
        boolean odd = ((width | height) & 1) == 1;
        // The fast path works on pairs of pixels and leaves the last column of an odd width unwritten.
        Kernel able = odd && kernel == Kernel.CONVERT ? Kernel.CONVERT_EXACTLY : kernel;
        return scale(source, width, height, format, able, threads, error);
    }

    /**
     * Returns a copy in an RGB format that respects the matrix and range declared by the frame; the caller frees it.
     *
     * @param source a frame that declares them; the other methods treat planes as those of a JPEG
     */
    static AVFrame convertColours(AVFrame source, int format, ImageError error) throws ImageException {
        AVFrame target = allocate(source.width(), source.height(), format, error);
        SwsContext scaler = swscale.sws_alloc_context();
        try {
            target.color_range(avutil.AVCOL_RANGE_JPEG).colorspace(avutil.AVCOL_SPC_RGB);
            scaler.flags(Kernel.CONVERT_EXACTLY.flags | swscale.SWS_FULL_CHR_H_INP);
            // Without an explicit start, the frames decide.
            if (swscale.sws_scale_frame(scaler, target, source) < 0) {
                avutil.av_frame_free(target);
                throw failed(source, source, error);
            }
            return target;
        } finally {
            swscale.sws_freeContext(scaler);
        }
    }

    /**
     * A copy in another size and format, which the caller frees.
     *
     * @param threads how many do a part of it each; the pixels are the same
     */
    static AVFrame scale(
            AVFrame source, int width, int height, int format, Kernel kernel, int threads, ImageError error)
            throws ImageException {
        AVFrame target = allocate(width, height, format, error);
        SwsContext scaler = null;
        try {
            scaler = scaler(source, target, kernel, threads, error);
            scaleInto(source, target, scaler, error);
            return target;
        } catch (ImageException | RuntimeException e) {
            avutil.av_frame_free(target);
            throw e;
        } finally {
            swscale.sws_freeContext(scaler);
        }
    }

    /** Fills a frame, with a scaler for frames of these sizes and formats. */
    static void scaleInto(AVFrame source, AVFrame target, SwsContext scaler, ImageError error) throws ImageException {
        if (swscale.sws_scale_frame(scaler, target, source) < 0) {
            throw failed(source, target, error);
        }
    }

    /**
     * Creates a scaler, which the caller frees.
     *
     * @param threads how many do a part of the work each, if they can be started
     */
    static SwsContext scaler(AVFrame source, AVFrame target, Kernel kernel, int threads, ImageError error)
            throws ImageException {
        SwsContext scaler = scaler(source, target, kernel, threads);
        if (scaler == null && threads > 1) {
            scaler = scaler(source, target, kernel, 1);
        }
        if (scaler == null) {
            throw failed(source, target, error);
        }
        return scaler;
    }

    private static @Nullable SwsContext scaler(AVFrame source, AVFrame target, Kernel kernel, int threads) {
        SwsContext scaler = swscale.sws_alloc_context();
        if (scaler == null) {
            return null;
        }
        scaler.src_w(source.width()).src_h(source.height()).src_format(source.format());
        scaler.dst_w(target.width()).dst_h(target.height()).dst_format(target.format());
        scaler.flags(kernel.flags).scaler_params(0, kernel.first).scaler_params(1, kernel.second);
        scaler.threads(threads);
        if (swscale.sws_init_context(scaler, null, null) < 0) {
            swscale.sws_freeContext(scaler);
            return null;
        }
        return scaler;
    }

    private static ImageException failed(AVFrame source, AVFrame target, ImageError error) {
        return new ImageException(
                error,
                "cannot scale %d×%d pixels to %d×%d"
                        .formatted(source.width(), source.height(), target.width(), target.height()));
    }
}
