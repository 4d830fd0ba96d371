package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import java.util.concurrent.ForkJoinTask;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.jspecify.annotations.Nullable;

/**
 * Encodes JPEG with libjpeg-turbo: twice as fast as FFmpeg's own encoder, and more accurate at the same quality. Frames
 * that do not have the planes of a JPEG are converted to RGB for Leptonica.
 */
final class TurboJpegWriter {

    private static final int DEPTH = 32;

    private final @Nullable PlaneJpegWriter planes;

    /** @param planes encodes planes as they are; null to convert them as well */
    TurboJpegWriter(@Nullable PlaneJpegWriter planes) {
        this.planes = planes;
    }

    /** The ways to encode a picture. All of them produce the same pixels, and the last two the same files. */
    enum Way {
        WHOLE,
        /** The upper half, then the lower one. */
        HALF_BY_HALF,
        /** The lower half on another thread. */
        BOTH_HALVES
    }

    /**
     * Writes a frame of any format.
     *
     * @param way a picture whose halves could not be joined is encoded as a whole
     */
    byte[] write(AVFrame picture, int quality, Frames.Kernel conversion, Way way) throws ImageException {
        PlaneJpegWriter direct = planes;
        if (direct != null && PlaneJpegWriter.accepts(picture)) {
            return write(
                    picture.width(), picture.height(), way, (from, rows) -> direct.write(picture, from, rows, quality));
        }
        int threads = way == Way.BOTH_HALVES ? 2 : 1;
        // Leptonica stores a pixel as an integer of red, green, blue and an unused byte, in reverse order in memory.
        AVFrame colours =
                Frames.convert(picture, avutil.AV_PIX_FMT_ABGR, conversion, threads, ImageError.ENCODE_FAILED);
        try {
            return write(
                    colours.width(), colours.height(), way, (from, rows) -> writeRows(colours, from, rows, quality));
        } finally {
            avutil.av_frame_free(colours);
        }
    }

    /** Writes some rows as a file. */
    @FunctionalInterface
    private interface RowWriter {
        byte[] write(int from, int rows) throws ImageException;
    }

    private static byte[] write(int width, int height, Way way, RowWriter writer) throws ImageException {
        return way == Way.WHOLE || !JpegHalves.areFor(width, height)
                ? writer.write(0, height)
                : writeHalves(height, way == Way.BOTH_HALVES, writer);
    }

    private static byte[] writeHalves(int height, boolean atOnce, RowWriter writer) throws ImageException {
        int middle = JpegHalves.middle(height);
        int below = height - middle;
        if (!atOnce) {
            byte[] upper = writer.write(0, middle);
            return JpegHalves.join(upper, writer.write(middle, below));
        }
        ForkJoinTask<byte[]> lower =
                ForkJoinTask.adapt(() -> writer.write(middle, below)).fork();
        byte[] upper;
        try {
            upper = writer.write(0, middle);
        } finally {
            // The pixels are freed afterwards.
            lower.quietlyJoin();
        }
        return JpegHalves.join(upper, resultOf(lower));
    }

    /** The result of a completed task, or its unwrapped exception. */
    private static byte[] resultOf(ForkJoinTask<byte[]> ended) throws ImageException {
        for (Throwable cause = ended.getException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ImageException own) {
                throw own;
            }
        }
        return ended.join();
    }

    private static byte[] writeRows(AVFrame colours, int from, int rows, int quality) throws ImageException {
        PIX pix = leptonica.pixCreateHeader(colours.width(), rows, DEPTH);
        try (PointerPointer<BytePointer> out = new PointerPointer<>(1);
                SizeTPointer size = new SizeTPointer(1)) {
            out.put(0, (Pointer) null);
            leptonica.pixSetWpl(pix, colours.linesize(0) / Integer.BYTES);
            leptonica.pixSetData(pix, new IntPointer(colours.data(0).getPointer((long) from * colours.linesize(0))));
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
