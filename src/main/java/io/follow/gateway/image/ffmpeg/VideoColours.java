package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.heif.Nclx;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * How the planes of a coded picture become RGB. A frame of an 8-bit format for all of its values and the matrix of
 * BT.601 is used as it is, like that of a JPEG; any other one is converted after it was scaled.
 */
final class VideoColours {

    private static final Map<Integer, Integer> LIKE_JPEG = Map.of(
            avutil.AV_PIX_FMT_YUV420P, avutil.AV_PIX_FMT_YUVJ420P,
            avutil.AV_PIX_FMT_YUV422P, avutil.AV_PIX_FMT_YUVJ422P,
            avutil.AV_PIX_FMT_YUV444P, avutil.AV_PIX_FMT_YUVJ444P);

    private static final Map<Integer, Integer> LIKE_VIDEO = Map.of(
            avutil.AV_PIX_FMT_YUVJ420P, avutil.AV_PIX_FMT_YUV420P,
            avutil.AV_PIX_FMT_YUVJ422P, avutil.AV_PIX_FMT_YUV422P,
            avutil.AV_PIX_FMT_YUVJ444P, avutil.AV_PIX_FMT_YUV444P);

    private static final Map<Integer, Integer> AS_RGB = Map.of(
            avutil.AV_PIX_FMT_YUV444P, avutil.AV_PIX_FMT_GBRP,
            avutil.AV_PIX_FMT_YUV444P10, avutil.AV_PIX_FMT_GBRP10,
            avutil.AV_PIX_FMT_YUV444P12, avutil.AV_PIX_FMT_GBRP12);

    /** The format of the same kind in which every sample has its own chroma. */
    private static final Map<Integer, Integer> FULL_CHROMA = Map.ofEntries(
            Map.entry(avutil.AV_PIX_FMT_YUV420P, avutil.AV_PIX_FMT_YUV444P),
            Map.entry(avutil.AV_PIX_FMT_YUV422P, avutil.AV_PIX_FMT_YUV444P),
            Map.entry(avutil.AV_PIX_FMT_YUV444P, avutil.AV_PIX_FMT_YUV444P),
            Map.entry(avutil.AV_PIX_FMT_YUV420P10, avutil.AV_PIX_FMT_YUV444P10),
            Map.entry(avutil.AV_PIX_FMT_YUV422P10, avutil.AV_PIX_FMT_YUV444P10),
            Map.entry(avutil.AV_PIX_FMT_YUV444P10, avutil.AV_PIX_FMT_YUV444P10),
            Map.entry(avutil.AV_PIX_FMT_YUV420P12, avutil.AV_PIX_FMT_YUV444P12),
            Map.entry(avutil.AV_PIX_FMT_YUV422P12, avutil.AV_PIX_FMT_YUV444P12),
            Map.entry(avutil.AV_PIX_FMT_YUV444P12, avutil.AV_PIX_FMT_YUV444P12),
            Map.entry(avutil.AV_PIX_FMT_GBRP, avutil.AV_PIX_FMT_GBRP),
            Map.entry(avutil.AV_PIX_FMT_GBRP10, avutil.AV_PIX_FMT_GBRP10),
            Map.entry(avutil.AV_PIX_FMT_GBRP12, avutil.AV_PIX_FMT_GBRP12));

    private VideoColours() {}

    /**
     * Writes on a decoded frame what its colours mean.
     *
     * @param boxes the code points of the file, which override those of the coded picture
     */
    static void describe(AVFrame frame, @Nullable Nclx boxes) throws ImageException {
        boolean full = boxes == null
                ? isFull(frame.format()) || frame.color_range() == avutil.AVCOL_RANGE_JPEG
                : boxes.fullRange();
        int matrix =
                boxes == null || boxes.matrix() == avutil.AVCOL_SPC_UNSPECIFIED ? frame.colorspace() : boxes.matrix();
        if (matrix == avutil.AVCOL_SPC_UNSPECIFIED) {
            matrix = avutil.AVCOL_SPC_SMPTE170M;
        }
        frame.format(LIKE_VIDEO.getOrDefault(frame.format(), frame.format()));
        frame.color_range(full ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        frame.colorspace(matrix);
        // Primaries and transfer are converted by colour profile.
        frame.color_primaries(avutil.AVCOL_PRI_UNSPECIFIED).color_trc(avutil.AVCOL_TRC_UNSPECIFIED);
        if (GreyLevels.isGrey(frame)) {
            return;
        }
        if (!FULL_CHROMA.containsKey(frame.format())) {
            throw new ImageException(ImageError.DECODE_FAILED, "the components of a pixel are of an unusual kind");
        }
        if (matrix == avutil.AVCOL_SPC_RGB) {
            asRgb(frame, full);
        } else if (full && isBt601(matrix)) {
            frame.format(LIKE_JPEG.getOrDefault(frame.format(), frame.format()));
        } else if (!isKnown(matrix)) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "the colours have matrix coefficients of kind " + matrix + ", which is not known");
        }
    }

    private static void asRgb(AVFrame frame, boolean full) throws ImageException {
        int format = AS_RGB.getOrDefault(frame.format(), frame.format());
        if (!full
                || LIKE_JPEG.containsKey(format)
                || FULL_CHROMA.getOrDefault(format, avutil.AV_PIX_FMT_NONE) != format) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "the colours are RGB of an unusual kind; expected all values of each pixel");
        }
        frame.format(format);
    }

    private static boolean isBt601(int matrix) {
        return matrix == avutil.AVCOL_SPC_SMPTE170M || matrix == avutil.AVCOL_SPC_BT470BG;
    }

    private static boolean isKnown(int matrix) {
        return isBt601(matrix)
                || matrix == avutil.AVCOL_SPC_BT709
                || matrix == avutil.AVCOL_SPC_FCC
                || matrix == avutil.AVCOL_SPC_SMPTE240M
                || matrix == avutil.AVCOL_SPC_BT2020_NCL
                || matrix == avutil.AVCOL_SPC_BT2020_CL;
    }

    /** Whether a format is only for planes with all values. */
    static boolean isFull(int format) {
        return LIKE_VIDEO.containsKey(format);
    }

    /**
     * Whether a frame must be converted before it can be processed like any other. Only frames that were {@linkplain
     * #describe described} declare their matrix; the planes of a WebP are scaled as they are.
     */
    static boolean areIn(AVFrame frame) {
        return frame.colorspace() != avutil.AVCOL_SPC_UNSPECIFIED && FULL_CHROMA.containsKey(frame.format());
    }

    /** Returns the format in which the frame is scaled. */
    static int scaledFormat(AVFrame frame) {
        return FULL_CHROMA.getOrDefault(frame.format(), frame.format());
    }

    /** Returns a frame of RGB integers without alpha; the caller frees both. */
    static AVFrame toIntegers(AVFrame frame, ImageError error) throws ImageException {
        return Frames.convertColours(frame, FrameColours.WITHOUT_ALPHA, error);
    }
}
