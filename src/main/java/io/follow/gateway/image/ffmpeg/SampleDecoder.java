package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.heif.Chroma;
import io.follow.gateway.image.heif.Codec;
import io.follow.gateway.image.heif.CodedPicture;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Decodes the coded pictures of a file, one after the other. Memory is used again for the pictures of the same file
 * only. Not thread-safe.
 */
final class SampleDecoder implements AutoCloseable {

    /** Blocks of a codec, to which pictures are padded. */
    private static final int BLOCK = 64;

    private final CodedPicture kind;
    private final AVCodecContext context;
    private final AVPacket packet = avcodec.av_packet_alloc();

    SampleDecoder(CodedPicture kind) throws ImageException {
        this.kind = kind;
        String name = kind.codec() == Codec.HEVC ? "hevc" : "libaom-av1";
        AVCodec codec = avcodec.avcodec_find_decoder_by_name(name);
        this.context = avcodec.avcodec_alloc_context3(codec);
        context.thread_count(1);
        // Otherwise FFmpeg would make up missing or damaged data. The checksum is that of HEVC's own messages.
        context.err_recognition(avcodec.AV_EF_EXPLODE | avcodec.AV_EF_CRCCHECK);
        context.max_pixels(padded(kind.tileWidth()) * padded(kind.tileHeight()));
        if (avcodec.avcodec_open2(context, codec, (AVDictionary) null) < 0) {
            close();
            throw new ImageException(ImageError.DECODE_FAILED, "the decoder " + name + " does not start");
        }
    }

    private static long padded(int side) {
        return (side + BLOCK - 1L) / BLOCK * BLOCK;
    }

    /**
     * Decodes a picture that does not refer to others; the caller frees it.
     *
     * @param data the input of the codec
     */
    AVFrame decode(byte[] data) throws ImageException {
        int padding = avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
        AVFrame frame = avutil.av_frame_alloc();
        try (BytePointer bytes = new BytePointer((long) data.length + padding)) {
            bytes.put(data, 0, data.length);
            Pointer.memset(bytes.getPointer(data.length), 0, padding);
            packet.data(bytes);
            packet.size(data.length);
            int result = avcodec.avcodec_send_packet(context, packet);
            if (result >= 0) {
                // Without the drain the decoder would wait for the next picture.
                avcodec.avcodec_send_packet(context, null);
                result = avcodec.avcodec_receive_frame(context, frame);
            }
            avcodec.avcodec_flush_buffers(context);
            OnePicture.checkDecoded(result);
            check(frame);
            return frame;
        } catch (ImageException | RuntimeException e) {
            avutil.av_frame_free(frame);
            throw e;
        }
    }

    private void check(AVFrame frame) throws ImageException {
        if (frame.width() != kind.tileWidth() || frame.height() != kind.tileHeight()) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "decoded " + frame.width() + "×" + frame.height() + " pixels; expected " + kind.tileWidth() + "×"
                            + kind.tileHeight() + " as the header says");
        }
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(frame.format());
        if (format.comp(0).depth() != kind.bitDepth() || chroma(format) != kind.chroma()) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "decoded " + format.comp(0).depth() + " bits of kind " + chroma(format) + "; expected "
                            + kind.bitDepth() + " of kind " + kind.chroma() + " as the header says");
        }
    }

    private static Chroma chroma(AVPixFmtDescriptor format) {
        if (format.nb_components() == 1) {
            return Chroma.NONE;
        }
        if (format.log2_chroma_h() == 1) {
            return Chroma.HALVED_BOTH;
        }
        return format.log2_chroma_w() == 1 ? Chroma.HALVED_WIDTH : Chroma.FULL;
    }

    @Override
    public void close() {
        // The data belongs to the caller.
        packet.data(null);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }
}
