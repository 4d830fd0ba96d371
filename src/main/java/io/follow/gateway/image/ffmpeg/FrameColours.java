package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ColourProfile;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.java2d.JavaPictures;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/** Converts frames to Java images and back, for what only Java supports: colour profiles, PNG and pixel operations. */
final class FrameColours {

    // The integer AA RR GG BB is stored as the bytes B, G, R, A on every supported processor.
    static final int WITH_ALPHA = avutil.AV_PIX_FMT_BGRA;
    static final int WITHOUT_ALPHA = avutil.AV_PIX_FMT_BGR0;

    private FrameColours() {}

    /** Whether a frame has the layout of Java's integer images. */
    static boolean isIntegers(AVFrame frame) {
        return frame.format() == WITH_ALPHA || frame.format() == WITHOUT_ALPHA;
    }

    /** Copies a frame to the Java heap as RGB integers, or as ARGB integers if it has alpha. */
    static BufferedImage toIntegers(AVFrame frame, ImageError error) throws ImageException {
        if (isIntegers(frame)) {
            return copyOf(frame);
        }
        AVFrame colours = Frames.convert(frame, integersFor(frame), Frames.Kernel.CONVERT_EXACTLY, error);
        try {
            return copyOf(colours);
        } finally {
            avutil.av_frame_free(colours);
        }
    }

    private static int integersFor(AVFrame frame) {
        return frame.format() == RgbPlanes.WITH_ALPHA ? WITH_ALPHA : WITHOUT_ALPHA;
    }

    private static BufferedImage copyOf(AVFrame integers) {
        int width = integers.width();
        BufferedImage image = new BufferedImage(
                width,
                integers.height(),
                integers.format() == WITH_ALPHA ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        IntPointer source = new IntPointer(integers.data(0));
        for (int y = 0; y < image.getHeight(); y++) {
            source.position((long) y * integers.linesize(0) / Integer.BYTES).get(pixels, y * width, width);
        }
        return image;
    }

    /** Copies RGB or ARGB integers to a frame. */
    static AVFrame ofIntegers(BufferedImage image, ImageError error) throws ImageException {
        AVFrame frame = Frames.allocate(
                image.getWidth(),
                image.getHeight(),
                image.getColorModel().hasAlpha() ? WITH_ALPHA : WITHOUT_ALPHA,
                error);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        IntPointer target = new IntPointer(frame.data(0));
        int width = image.getWidth();
        for (int y = 0; y < image.getHeight(); y++) {
            target.position((long) y * frame.linesize(0) / Integer.BYTES).put(pixels, y * width, width);
        }
        return frame;
    }

    /** Copies a frame to the Java heap, as RGB bytes unless an operation has created it. */
    static BufferedImage toImage(AVFrame frame, ImageError error) throws ImageException {
        if (isIntegers(frame) || frame.format() == RgbPlanes.WITH_ALPHA) {
            return toIntegers(frame, error);
        }
        AVFrame colours = Frames.convert(frame, avutil.AV_PIX_FMT_BGR24, Frames.Kernel.CONVERT_EXACTLY, error);
        try {
            BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
            byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
            int row = 3 * frame.width();
            for (int y = 0; y < frame.height(); y++) {
                colours.data(0).position((long) y * colours.linesize(0)).get(bytes, y * row, row);
            }
            return image;
        } finally {
            avutil.av_frame_free(colours);
        }
    }

    /** Returns a frame of the same format with sRGB colours and frees the given one. */
    static AVFrame toSrgb(AVFrame source, ColourProfile profile) throws ImageException {
        try {
            BufferedImage converted = JavaPictures.toSrgb(toImage(source, ImageError.PROCESS_FAILED), profile);
            return toFrame(converted, source.format());
        } finally {
            avutil.av_frame_free(source);
        }
    }

    private static AVFrame toFrame(BufferedImage image, int format) throws ImageException {
        AVFrame colours = ofIntegers(image, ImageError.PROCESS_FAILED);
        try {
            return Frames.convert(colours, format, Frames.Kernel.CONVERT_EXACTLY, ImageError.PROCESS_FAILED);
        } finally {
            avutil.av_frame_free(colours);
        }
    }
}
