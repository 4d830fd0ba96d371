package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.java2d.InkConversion;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * Pictures of ink in planes of one byte per sample. FFmpeg takes them for luma, chroma and alpha, and therefore leaves their
 * samples as they are.
 */
final class InkPlanes {

    private static final int FULL_CHROMA = avutil.AV_PIX_FMT_YUVA444P;
    private static final int SUBSAMPLED = avutil.AV_PIX_FMT_YUVA420P;
    private static final int INKS = 4;
    private static final int COLOURS = 3;

    /** Where the red, green and blue of {@link RgbPlanes#OPAQUE} are, as a shift in an integer. */
    private static final int[] SHIFTS = {8, 0, 16};

    private InkPlanes() {}

    /** Whether a frame is in this layout. */
    static boolean are(AVFrame frame) {
        return frame.format() == FULL_CHROMA || frame.format() == SUBSAMPLED;
    }

    /** Converts a frame to sRGB {@linkplain RgbPlanes planes}; returns it, or another one and frees it. */
    static AVFrame toSrgb(AVFrame frame, InkConversion conversion) throws ImageException {
        if (frame.format() == FULL_CHROMA) {
            convert(frame, conversion);
            return frame;
        }
        AVFrame planes = Frames.convert(frame, FULL_CHROMA, Frames.Kernel.CUBIC, ImageError.DECODE_FAILED);
        boolean done = false;
        try {
            convert(planes, conversion);
            done = true;
        } finally {
            avutil.av_frame_free(done ? frame : planes);
        }
        return planes;
    }

    /** The planes of three inks become those of the colours. */
    private static void convert(AVFrame frame, InkConversion conversion) throws ImageException {
        int width = frame.width();
        BytePointer[] planes = new BytePointer[INKS];
        for (int plane = 0; plane < INKS; plane++) {
            planes[plane] = new BytePointer(frame.data(plane));
        }
        byte[] row = new byte[width];
        byte[] samples = new byte[INKS * width];
        int[] pixels = new int[width];
        for (int y = 0; y < frame.height(); y++) {
            for (int plane = 0; plane < INKS; plane++) {
                planes[plane].position((long) y * frame.linesize(plane)).get(row);
                for (int x = 0, i = plane; x < width; x++, i += INKS) {
                    samples[i] = row[x];
                }
            }
            conversion.convert(samples, pixels);
            for (int plane = 0; plane < COLOURS; plane++) {
                int shift = SHIFTS[plane];
                for (int x = 0; x < width; x++) {
                    row[x] = (byte) (pixels[x] >> shift);
                }
                planes[plane].put(row);
            }
        }
        RgbPlanes.withoutFourth(frame).colorspace(avutil.AVCOL_SPC_UNSPECIFIED);
    }
}
