package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.AnimationWriter;
import io.follow.gateway.image.EncodeOptions;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.WebpTimes;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Encodes an animation with libwebp, which keeps what differs between two frames and the coded frames, not their pixels. */
final class AnimatedWebpWriter implements AnimationWriter {

    private static final int MILLIS = 1000;

    /** In milliseconds, half an hour; the times of a thousand frames are still less than libwebp's longest one. */
    private static final int LONGEST = 2_000_000;

    private final EncodeOptions options;
    private @Nullable AVCodecContext context;
    private long millis;

    AnimatedWebpWriter(EncodeOptions options) {
        this.options = options;
    }

    @Override
    public void add(Picture picture, int duration) throws ImageException {
        AVFrame frame = FramePicture.of(picture, ImageError.ENCODE_FAILED).use(AnimatedWebpWriter::integers);
        try {
            frame.pts(millis);
            check(avcodec.avcodec_send_frame(opened(frame), frame));
        } finally {
            avutil.av_frame_free(frame);
        }
        millis += Math.min(duration, LONGEST);
    }

    private static AVFrame integers(AVFrame frame) throws ImageException {
        if (frame.format() != FrameColours.WITH_ALPHA) {
            return Frames.convert(
                    frame, FrameColours.WITH_ALPHA, Frames.Kernel.CONVERT_EXACTLY, ImageError.ENCODE_FAILED);
        }
        AVFrame copy = avutil.av_frame_clone(frame);
        if (copy == null) {
            throw new ImageException(ImageError.ENCODE_FAILED, "no native memory for a frame; expected it to be free");
        }
        return copy;
    }

    private AVCodecContext opened(AVFrame first) throws ImageException {
        AVCodecContext open = context;
        if (open == null) {
            open = avcodec.avcodec_alloc_context3(avcodec.avcodec_find_encoder_by_name("libwebp_anim"));
            context = open;
            open.width(first.width());
            open.height(first.height());
            open.pix_fmt(first.format());
            open.time_base(avutil.av_make_q(1, MILLIS));
            open.compression_level(options.webpMethod());
            avutil.av_opt_set_double(open.priv_data(), "quality", options.quality(), 0);
            check(avcodec.avcodec_open2(open, (AVCodec) null, (AVDictionary) null));
        }
        return open;
    }

    @Override
    public byte[] finish(int plays) throws ImageException {
        AVCodecContext open = context;
        if (open == null) {
            throw new ImageException(ImageError.ENCODE_FAILED, "the animation has no frame; expected at least one");
        }
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            check(avcodec.avcodec_send_frame(open, null));
            check(avcodec.avcodec_receive_packet(open, packet));
            byte[] file = new byte[packet.size()];
            packet.data().get(file);
            WebpTimes.set(file, plays, millis);
            return file;
        } finally {
            avcodec.av_packet_free(packet);
        }
    }

    private static void check(int result) throws ImageException {
        if (result < 0) {
            throw new ImageException(
                    ImageError.ENCODE_FAILED, "the animation cannot be written as image/webp: libwebp failed");
        }
    }

    @Override
    public void close() {
        AVCodecContext open = context;
        context = null;
        if (open != null) {
            avcodec.avcodec_free_context(open);
        }
    }
}
