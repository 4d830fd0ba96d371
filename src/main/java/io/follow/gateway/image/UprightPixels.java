package io.follow.gateway.image;

import java.awt.image.BufferedImage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pixels of decoded pictures for what is no engine: a watermark, or a detector. */
public final class UprightPixels {

    private UprightPixels() {}

    /**
     * Scales a picture and copies its pixels.
     *
     * @param engine the engine that has decoded the picture
     * @param picture the caller closes it
     * @param size at most the {@linkplain Picture#held() held} size of the picture in each dimension
     * @return upright sRGB pixels of type {@link BufferedImage#TYPE_INT_RGB} or {@link BufferedImage#TYPE_INT_ARGB}, which
     *     must not be changed
     */
    public static BufferedImage of(ImageEngine engine, Picture picture, Size size) throws ImageException {
        Capture capture = new Capture();
        try (Picture upright = engine.resizer().resize(picture, size)) {
            upright.with(capture).close();
        }
        return Objects.requireNonNull(capture.pixels);
    }

    /** Changes nothing and remembers what it has seen; used once, by one thread. */
    private static final class Capture implements PictureOperation {

        private @Nullable BufferedImage pixels;

        @Override
        public BufferedImage apply(BufferedImage seen) {
            pixels = seen;
            return seen;
        }

        @Override
        public long bytesNeeded(Size picture) {
            return Integer.BYTES * picture.pixels();
        }
    }
}
