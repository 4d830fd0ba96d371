package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;

/** Brings grey and opacity of any depth and range to bytes from 0 to 255, which swscale does not do. */
final class GreyLevels {

    private static final Set<Integer> GREY =
            Set.of(avutil.AV_PIX_FMT_GRAY8, avutil.AV_PIX_FMT_GRAY10, avutil.AV_PIX_FMT_GRAY12);

    /** Of a byte of video: ITU-R BT.601. */
    private static final int BLACK = 16;

    private static final int WHITE = 235;

    private GreyLevels() {}

    static boolean isGrey(AVFrame frame) {
        return GREY.contains(frame.format());
    }

    /** The first plane as a grey frame with all values; frees the given frame. */
    static AVFrame toBytes(AVFrame source) throws ImageException {
        boolean full = source.color_range() == avutil.AVCOL_RANGE_JPEG || VideoColours.isFull(source.format());
        if (source.format() == avutil.AV_PIX_FMT_GRAY8 && full) {
            return source;
        }
        int bits = avutil.av_pix_fmt_desc_get(source.format()).comp(0).depth();
        int width = source.width();
        AVFrame grey = Frames.allocate(width, source.height(), avutil.AV_PIX_FMT_GRAY8, ImageError.DECODE_FAILED);
        byte[] levels = levels(bits, full);
        byte[] row = new byte[width];
        short[] wide = new short[width];
        BytePointer narrowSource = new BytePointer(source.data(0));
        ShortPointer wideSource = new ShortPointer(source.data(0));
        BytePointer to = new BytePointer(grey.data(0));
        for (int y = 0; y < source.height(); y++) {
            long start = (long) y * source.linesize(0);
            if (bits == 8) {
                narrowSource.position(start).get(row, 0, width);
                for (int x = 0; x < width; x++) {
                    row[x] = levels[row[x] & 0xFF];
                }
            } else {
                wideSource.position(start / Short.BYTES).get(wide, 0, width);
                for (int x = 0; x < width; x++) {
                    row[x] = levels[wide[x] & levels.length - 1];
                }
            }
            to.position((long) y * grey.linesize(0)).put(row, 0, width);
        }
        grey.color_range(avutil.AVCOL_RANGE_JPEG);
        avutil.av_frame_free(source);
        return grey;
    }

    /** The byte of each value. */
    private static byte[] levels(int bits, boolean full) {
        byte[] levels = new byte[1 << bits];
        int shift = bits - 8;
        double black = full ? 0 : BLACK << shift;
        double range = full ? levels.length - 1 : (WHITE - BLACK) << shift;
        for (int i = 0; i < levels.length; i++) {
            long level = Math.round((i - black) * 255 / range);
            levels[i] = (byte) Math.max(0, Math.min(255, level));
        }
        return levels;
    }
}
