package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/** Makes frames and scales or converts one into another. */
final class Frames {

    /** Every pixel of RGB as exact as it gets, for what is not compressed with loss afterwards. */
    static final int EXACT = swscale.SWS_POINT | swscale.SWS_FULL_CHR_H_INT | swscale.SWS_ACCURATE_RND;

    private Frames() {}

    /**
     * Makes a frame with memory for its pixels, which the caller frees.
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

    /**
     * A copy in another size or format.
     *
     * @param filter {@code SWS_*}; without meaning where only the format differs
     */
    static AVFrame scale(AVFrame source, int width, int height, int format, int filter, ImageError error)
            throws ImageException {
        AVFrame target = allocate(width, height, format, error);
        try {
            scaleInto(source, target, filter, error);
            return target;
        } catch (ImageException | RuntimeException e) {
            avutil.av_frame_free(target);
            throw e;
        }
    }

    private static void scaleInto(AVFrame source, AVFrame target, int filter, ImageError error) throws ImageException {
        SwsContext scaler = swscale.sws_getContext(
                source.width(),
                source.height(),
                source.format(),
                target.width(),
                target.height(),
                target.format(),
                filter,
                null,
                null,
                (double[]) null);
        if (scaler == null) {
            throw failed(source, target, error);
        }
        try {
            int rows = swscale.sws_scale(
                    scaler, source.data(), source.linesize(), 0, source.height(), target.data(), target.linesize());
            if (rows != target.height()) {
                throw failed(source, target, error);
            }
        } finally {
            swscale.sws_freeContext(scaler);
        }
    }

    private static ImageException failed(AVFrame source, AVFrame target, ImageError error) {
        return new ImageException(
                error,
                "cannot scale %d×%d pixels to %d×%d"
                        .formatted(source.width(), source.height(), target.width(), target.height()));
    }
}
