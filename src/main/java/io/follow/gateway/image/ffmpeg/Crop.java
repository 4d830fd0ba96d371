package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.heif.Geometry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;

/** Cuts the shown part out of a stored picture. */
final class Crop {

    private Crop() {}

    /** Returns a frame of the shown part, in the same memory if its edges are those of chroma samples; frees the other. */
    static AVFrame of(AVFrame stored, Geometry shown) throws ImageException {
        if (shown.width() == stored.width() && shown.height() == stored.height()) {
            return stored;
        }
        AVFrame frame = stored;
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(stored.format());
        boolean splits = (shown.x() & (1 << format.log2_chroma_w()) - 1) != 0
                || (shown.y() & (1 << format.log2_chroma_h()) - 1) != 0;
        if (splits) {
            frame = Frames.convert(stored, fullChroma(stored), Frames.Kernel.CONVERT_EXACTLY, ImageError.DECODE_FAILED);
            avutil.av_frame_copy_props(frame, stored);
            avutil.av_frame_free(stored);
        }
        frame.crop_left(shown.x()).crop_top(shown.y());
        frame.crop_right((long) frame.width() - shown.x() - shown.width());
        frame.crop_bottom((long) frame.height() - shown.y() - shown.height());
        if (avutil.av_frame_apply_cropping(frame, avutil.AV_FRAME_CROP_UNALIGNED) < 0) {
            avutil.av_frame_free(frame);
            throw new ImageException(ImageError.DECODE_FAILED, "the shown part cannot be cut out");
        }
        return frame;
    }

    private static int fullChroma(AVFrame frame) {
        return VideoColours.areIn(frame) ? VideoColours.scaledFormat(frame) : avutil.AV_PIX_FMT_YUVJ444P;
    }
}
