package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;

/** Decodes files of a single picture with a decoder of its own each, which stops at missing or damaged data. */
final class OnePicture {

    private final int codec;
    private final FramePool pool;

    /** @param codec one of {@code AV_CODEC_ID_…} */
    OnePicture(int codec, FramePool pool) {
        this.codec = codec;
        this.pool = pool;
    }

    /**
     * Decodes a file.
     *
     * @param halvings how often both sides are halved, 0 to the maximum of the decoder
     * @param file puts the file into the packet, which is freed with all that it owns
     * @param frame receives the planes; the caller frees it in any case
     */
    void decode(int halvings, Consumer<AVPacket> file, AVFrame frame) throws ImageException {
        AVCodecContext context = avcodec.avcodec_alloc_context3(avcodec.avcodec_find_decoder(codec));
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            context.thread_count(1);
            pool.serve(context);
            context.lowres(halvings);
            // Otherwise FFmpeg would make up missing or damaged data.
            context.err_recognition(avcodec.AV_EF_EXPLODE);
            file.accept(packet);
            int result = avcodec.avcodec_open2(context, (AVCodec) null, (AVDictionary) null);
            if (result >= 0) {
                result = avcodec.avcodec_send_packet(context, packet);
            }
            if (result >= 0) {
                result = avcodec.avcodec_receive_frame(context, frame);
            }
            checkDecoded(result);
        } finally {
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(context);
        }
    }

    /** @param result what FFmpeg returned; negative for an error */
    static void checkDecoded(int result) throws ImageException {
        if (result < 0) {
            throw new ImageException(
                    ImageError.DECODE_FAILED, "the pixel data is corrupt: FFmpeg says " + FfmpegError.text(result));
        }
    }
}
