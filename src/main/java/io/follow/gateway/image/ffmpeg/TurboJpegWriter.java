package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * Writes JPEG with libjpeg-turbo through Leptonica: twice as fast as FFmpeg's own encoder, and closer to the picture at
 * the same quality.
 */
final class TurboJpegWriter {

    private static final int DEPTH = 32;

    private TurboJpegWriter() {}

    static byte[] write(AVFrame picture, int quality, Frames.Kernel conversion) throws ImageException {
        // Leptonica keeps a pixel as an integer of red, green, blue and nothing: in memory, from the last to the first.
        AVFrame colours = Frames.convert(picture, avutil.AV_PIX_FMT_ABGR, conversion, ImageError.ENCODE_FAILED);
        try {
            return writeColours(colours, quality);
        } finally {
            avutil.av_frame_free(colours);
        }
    }

    private static byte[] writeColours(AVFrame colours, int quality) throws ImageException {
        PIX pix = leptonica.pixCreateHeader(colours.width(), colours.height(), DEPTH);
        try (PointerPointer<BytePointer> out = new PointerPointer<>(1);
                SizeTPointer size = new SizeTPointer(1)) {
            out.put(0, (Pointer) null);
            leptonica.pixSetWpl(pix, colours.linesize(0) / Integer.BYTES);
            leptonica.pixSetData(pix, new IntPointer(colours.data(0)));
            int failed = leptonica.pixWriteMemJpeg(out, size, pix, quality, 0);
            BytePointer file = out.get(BytePointer.class);
            if (failed != 0 || file == null) {
                throw new ImageException(
                        ImageError.ENCODE_FAILED, "the picture cannot be written as image/jpeg: libjpeg-turbo failed");
            }
            byte[] bytes = new byte[(int) size.get()];
            file.get(bytes);
            leptonica.lept_free(file);
            return bytes;
        } finally {
            // The pixels belong to the frame.
            leptonica.pixSetData(pix, (IntPointer) null);
            leptonica.pixDestroy(pix);
        }
    }
}
