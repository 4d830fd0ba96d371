package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** Combines colors with an alpha channel that is coded as a separate picture. */
final class AlphaPlane {

    private static final int OPAQUE = 0xFF;

    private AlphaPlane() {}

    /**
     * Returns a frame of ARGB integers, and frees the colours.
     *
     * @param opacity bytes from 0 to 255; freed by the caller
     * @param premultiplied whether the colours were multiplied by the opacity, which is undone
     */
    static AVFrame join(AVFrame colours, AVFrame opacity, boolean premultiplied) throws ImageException {
        AVFrame grey = GreyLevels.isGrey(colours) ? GreyLevels.toBytes(colours) : colours;
        AVFrame joined = VideoColours.areIn(grey)
                ? VideoColours.toIntegers(grey, ImageError.DECODE_FAILED)
                : Frames.convert(
                        grey, FrameColours.WITHOUT_ALPHA, Frames.Kernel.CONVERT_EXACTLY, ImageError.DECODE_FAILED);
        avutil.av_frame_free(grey);
        joined.format(FrameColours.WITH_ALPHA);
        int width = joined.width();
        int[] pixels = new int[width];
        byte[] alphas = new byte[width];
        IntPointer target = new IntPointer(joined.data(0));
        BytePointer source = new BytePointer(opacity.data(0));
        for (int y = 0; y < joined.height(); y++) {
            target.position((long) y * joined.linesize(0) / Integer.BYTES).get(pixels, 0, width);
            source.position((long) y * opacity.linesize(0)).get(alphas, 0, width);
            for (int x = 0; x < width; x++) {
                int alpha = alphas[x] & OPAQUE;
                int rgb = premultiplied ? divided(pixels[x], alpha) : pixels[x] & 0xFFFFFF;
                pixels[x] = alpha << 24 | rgb;
            }
            target.put(pixels, 0, width);
        }
        return joined;
    }

    private static int divided(int pixel, int alpha) {
        return alpha == 0 ? 0 : divided(pixel, 16, alpha) | divided(pixel, 8, alpha) | divided(pixel, 0, alpha);
    }

    private static int divided(int pixel, int shift, int alpha) {
        int component = pixel >> shift & OPAQUE;
        return Math.min(OPAQUE, (component * OPAQUE + alpha / 2) / alpha) << shift;
    }
}
