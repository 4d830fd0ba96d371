package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Area;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.heif.Geometry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;

/** Cuts a part out of a picture. */
final class Crop {

    private Crop() {}

    /** Returns a frame of what is shown of a stored picture, in the same memory if its edges are those of chroma samples; frees the other. */
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
        Size size = new Size(shown.width(), shown.height());
        return narrowed(frame, new Area(shown.x(), shown.y(), size), ImageError.DECODE_FAILED);
    }

    /** A frame of a part, in the same memory if no chroma sample is split; the caller frees both. */
    static AVFrame part(AVFrame source, Area part) throws ImageException {
        boolean halved = source.format() == avutil.AV_PIX_FMT_YUVJ420P;
        if (halved && ((part.left() | part.top()) & 1) == 1) {
            return SplitChroma.part(source, part);
        }
        AVFrame frame = avutil.av_frame_clone(source);
        if (frame == null) {
            throw new ImageException(ImageError.PROCESS_FAILED, "no native memory for a frame; expected it to be free");
        }
        return narrowed(frame, part, ImageError.PROCESS_FAILED);
    }

    private static AVFrame narrowed(AVFrame frame, Area part, ImageError error) throws ImageException {
        frame.crop_left(part.left()).crop_top(part.top());
        frame.crop_right((long) frame.width() - part.left() - part.size().width());
        frame.crop_bottom((long) frame.height() - part.top() - part.size().height());
        if (avutil.av_frame_apply_cropping(frame, avutil.AV_FRAME_CROP_UNALIGNED) < 0) {
            avutil.av_frame_free(frame);
            throw new ImageException(error, "a part of the picture cannot be cut out");
        }
        return frame;
    }

    private static int fullChroma(AVFrame frame) {
        return VideoColours.areIn(frame) ? VideoColours.scaledFormat(frame) : avutil.AV_PIX_FMT_YUVJ444P;
    }
}
