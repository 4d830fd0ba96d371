package io.follow.gateway.image.operation;

import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import net.coobird.thumbnailator.Thumbnails;

/**
 * The image of a watermark. Caches its most recent sizes, because a pipeline uses few sizes, and scaling takes longer than
 * drawing. Thread-safe: guarded by its own lock.
 */
public final class WatermarkImage {

    private static final int MOST_SIZES = 4;

    /** Larger sizes are not cached. */
    private static final long MOST_PIXELS = 500_000;

    private final BufferedImage pixels;
    private final Map<Size, BufferedImage> scaled = new LinkedHashMap<>(MOST_SIZES, 0.75f, true);

    /**
     * Checks the type of the pixels.
     *
     * @param pixels premultiplied ({@link BufferedImage#TYPE_INT_ARGB_PRE}), so that neither scaling nor drawing reveals
     *     the colours of transparent pixels; must not be modified
     */
    public WatermarkImage(BufferedImage pixels) {
        if (pixels.getType() != BufferedImage.TYPE_INT_ARGB_PRE) {
            throw new IllegalArgumentException(
                    "the mark has pixels of type " + pixels.getType() + "; expected TYPE_INT_ARGB_PRE");
        }
        this.pixels = pixels;
    }

    /** The original size. */
    Size size() {
        return new Size(pixels.getWidth(), pixels.getHeight());
    }

    /** Returns the pixels in a size. They must not be modified. */
    BufferedImage in(Size size) {
        if (size.equals(size())) {
            return pixels;
        }
        synchronized (this) {
            BufferedImage known = scaled.get(size);
            if (known != null) {
                return known;
            }
        }
        BufferedImage made = scale(size);
        if (size.pixels() <= MOST_PIXELS) {
            keep(size, made);
        }
        return made;
    }

    private BufferedImage scale(Size size) {
        try {
            return Thumbnails.of(pixels)
                    .forceSize(size.width(), size.height())
                    .imageType(BufferedImage.TYPE_INT_ARGB_PRE)
                    .asBufferedImage();
        } catch (IOException nothingIsRead) {
            throw new UncheckedIOException(nothingIsRead);
        }
    }

    private synchronized void keep(Size size, BufferedImage made) {
        scaled.put(size, made);
        if (scaled.size() > MOST_SIZES) {
            scaled.remove(scaled.keySet().iterator().next());
        }
    }

    /** The memory of all cached sizes, in bytes. */
    public synchronized long bytes() {
        long all = size().pixels();
        for (Size size : scaled.keySet()) {
            all += size.pixels();
        }
        return Integer.BYTES * all;
    }
}
