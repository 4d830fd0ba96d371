package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Encodes lossy WebP with libwebp, directly from the planes that the format itself uses unless there is alpha. */
final class WebpWriter {

    /** Faster methods compare predictions by their errors only; with equal quality, they write half as much again. */
    private static final int FIRST_METHOD_THAT_WEIGHS_SIZE = 3;

    /** In tones of luma. */
    private static final int FEW = 16;

    private static final double MOST = 0.9;
    private static final int ROWS_TO_THE_NEXT_SAMPLE = 4;

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
        try (WebpCall call = new WebpCall(frame, quality, method)) {
            if (method >= FIRST_METHOD_THAT_WEIGHS_SIZE
                    && frame.format() == avutil.AV_PIX_FMT_YUV420P
                    && hasFewTones(frame)) {
                call.evenly();
            }
            return call.bytes();
        }
    }

    /**
     * Whether a few tones make up most of the picture, as in screenshots. libwebp takes their text for noise that hides
     * errors. Even photos on white have more tones.
     */
    static boolean hasFewTones(AVFrame frame) {
        int[] counts = new int[256];
        byte[] row = new byte[frame.width()];
        BytePointer luma = frame.data(0);
        for (int y = 0; y < frame.height(); y += ROWS_TO_THE_NEXT_SAMPLE) {
            luma.position((long) y * frame.linesize(0)).get(row);
            for (byte tone : row) {
                counts[tone & 0xFF]++;
            }
        }
        long all = Arrays.stream(counts).asLongStream().sum();
        Arrays.sort(counts);
        long most = Arrays.stream(counts, counts.length - FEW, counts.length)
                .asLongStream()
                .sum();
        return most >= MOST * all;
    }
}
