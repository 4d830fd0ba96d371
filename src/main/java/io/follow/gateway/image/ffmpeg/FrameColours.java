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

/** Converts frames to Java images and back, for what only Java supports: colour profiles and PNG. */
final class FrameColours {

    private FrameColours() {}

    /** An RGB copy in the Java heap. */
    static BufferedImage toImage(AVFrame frame, ImageError error) throws ImageException {
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
        AVFrame colours =
                Frames.allocate(image.getWidth(), image.getHeight(), avutil.AV_PIX_FMT_BGRA, ImageError.PROCESS_FAILED);
        try {
            // The integer 00 RR GG BB is stored as the bytes B, G, R, 0 on every supported processor.
            int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
            IntPointer target = new IntPointer(colours.data(0));
            int width = image.getWidth();
            for (int y = 0; y < image.getHeight(); y++) {
                target.position((long) y * colours.linesize(0) / Integer.BYTES).put(pixels, y * width, width);
            }
            return Frames.convert(colours, format, Frames.Kernel.CONVERT_EXACTLY, ImageError.PROCESS_FAILED);
        } finally {
            avutil.av_frame_free(colours);
        }
    }
}
