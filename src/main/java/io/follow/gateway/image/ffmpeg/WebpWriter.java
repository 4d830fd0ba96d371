package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Encodes lossy WebP with libwebp, directly from the planes that the format itself uses unless there is alpha. */
final class WebpWriter {

    private WebpWriter() {}

    static byte[] write(AVFrame picture, int quality, int method) throws ImageException {
        if (picture.format() == FrameColours.WITH_ALPHA) {
            // libwebp weights colours by alpha when it subsamples them; FFmpeg does not.
            return encode(picture, quality, method);
        }
        if (picture.format() == RgbPlanes.WITH_ALPHA) {
            AVFrame packed = Frames.convert(
                    picture, FrameColours.WITH_ALPHA, Frames.Kernel.CONVERT_EXACTLY, ImageError.ENCODE_FAILED);
            try {
                return encode(packed, quality, method);
            } finally {
                avutil.av_frame_free(packed);
            }
        }
        // WebP stores luma in the narrower range of video.
        Frames.Kernel kernel = FrameColours.isIntegers(picture) || RgbPlanes.are(picture)
                ? Frames.Kernel.SUBSAMPLE
                : Frames.Kernel.CONVERT_EXACTLY;
        AVFrame frame = Frames.convert(picture, avutil.AV_PIX_FMT_YUV420P, kernel, ImageError.ENCODE_FAILED);
        try {
            return encode(frame, quality, method);
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    private static byte[] encode(AVFrame frame, int quality, int method) throws ImageException {
        AVCodecContext context = avcodec.avcodec_alloc_context3(avcodec.avcodec_find_encoder_by_name("libwebp"));
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            context.width(frame.width());
            context.height(frame.height());
            context.pix_fmt(frame.format());
            context.time_base(avutil.av_make_q(1, 1));
            context.compression_level(method);
            avutil.av_opt_set_double(context.priv_data(), "quality", quality, 0);
            check(avcodec.avcodec_open2(context, (AVCodec) null, (AVDictionary) null));
            check(avcodec.avcodec_send_frame(context, frame));
            check(avcodec.avcodec_receive_packet(context, packet));
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            return bytes;
        } finally {
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(context);
        }
    }

    private static void check(int result) throws ImageException {
        if (result < 0) {
            throw new ImageException(
                    ImageError.ENCODE_FAILED, "the picture cannot be written as image/webp: libwebp failed");
        }
    }
}
