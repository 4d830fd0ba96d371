package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Reduces components of 16 bits to 8, to the nearest value; swscale is off by one. */
final class SixteenBits {

    private SixteenBits() {}

    /** The format with 8 bits and the same order of components; the given one if it has no more. */
    private static int reduced(int format) {
        return switch (format) {
            case avutil.AV_PIX_FMT_GRAY16BE -> avutil.AV_PIX_FMT_GRAY8;
            case avutil.AV_PIX_FMT_YA16BE -> avutil.AV_PIX_FMT_YA8;
            case avutil.AV_PIX_FMT_RGB48BE -> avutil.AV_PIX_FMT_RGB24;
            case avutil.AV_PIX_FMT_RGBA64BE -> avutil.AV_PIX_FMT_RGBA;
            default -> format;
        };
    }

    /** A frame with 8 bits, for which the given one is freed if it had more. */
    static AVFrame reduce(AVFrame source) throws ImageException {
        int format = reduced(source.format());
        if (format == source.format()) {
            return source;
        }
        try {
            AVFrame target = Frames.allocate(source.width(), source.height(), format, ImageError.DECODE_FAILED);
            int components = avutil.av_pix_fmt_desc_get(format).nb_components();
            byte[] row = new byte[2 * components * source.width()];
            byte[] high = new byte[row.length / 2];
            for (int y = 0; y < source.height(); y++) {
                new BytePointer(source.data(0))
                        .position((long) y * source.linesize(0))
                        .get(row, 0, row.length);
                reduce(row, high);
                new BytePointer(target.data(0))
                        .position((long) y * target.linesize(0))
                        .put(high, 0, high.length);
            }
            return target;
        } finally {
            avutil.av_frame_free(source);
        }
    }

    private static void reduce(byte[] row, byte[] target) {
        for (int i = 0; i < target.length; i++) {
            int value = ((row[2 * i] & 0xFF) << 8) | (row[2 * i + 1] & 0xFF);
            target[i] = (byte) ((value * 255 + 32_895) >> 16);
        }
    }
}
