package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.jspecify.annotations.Nullable;

/**
 * Scales frames with the last used scalers of swscale. A new one computes the sines of its kernel for each column and row: a
 * tenth of the time of a small photo, and cameras make photos of equal size. Thread-safe: mutable state is guarded by this
 * object's lock, and a scaler has one user at a time.
 */
final class Scalers {

    /**
     * Each takes less than half a megabyte for a rendition of 1920 pixels. One for two threads also keeps these, asleep;
     * without those, web JPEGs are a tenth slower.
     */
    private static final int MOST = 16;

    /** The last used first. */
    private final Deque<Scaler> free = new ArrayDeque<>();

    /** What a scaler is for. */
    private record Key(
            int width,
            int height,
            int format,
            int targetWidth,
            int targetHeight,
            int targetFormat,
            Frames.Kernel kernel,
            int threads) {}

    private record Scaler(Key key, SwsContext context) {}

    /**
     * A copy in another size and format, which the caller frees.
     *
     * @param threads how many do a part of it each; the pixels are the same
     */
    AVFrame scale(
            AVFrame source, int width, int height, int format, Frames.Kernel kernel, int threads, ImageError error)
            throws ImageException {
        Key key = new Key(source.width(), source.height(), source.format(), width, height, format, kernel, threads);
        AVFrame target = Frames.allocate(width, height, format, error);
        SwsContext context = take(key);
        try {
            if (context == null) {
                context = Frames.scaler(source, target, kernel, threads, error);
            }
            Frames.scaleInto(source, target, context, error);
            giveBack(new Scaler(key, context));
            return target;
        } catch (ImageException | RuntimeException e) {
            swscale.sws_freeContext(context);
            avutil.av_frame_free(target);
            throw e;
        }
    }

    private synchronized @Nullable SwsContext take(Key key) {
        for (Iterator<Scaler> each = free.iterator(); each.hasNext(); ) {
            Scaler scaler = each.next();
            if (scaler.key().equals(key)) {
                each.remove();
                return scaler.context();
            }
        }
        return null;
    }

    private synchronized void giveBack(Scaler scaler) {
        free.addFirst(scaler);
        if (free.size() > MOST) {
            swscale.sws_freeContext(free.removeLast().context());
        }
    }
}
