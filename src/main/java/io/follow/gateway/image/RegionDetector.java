package io.follow.gateway.image;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Finds what is to be redacted, for example faces. The gateway has no detector of its own: it loads those of the jars on its
 * class path by {@link java.util.ServiceLoader}. Thread-safe.
 */
public interface RegionDetector {

    /** The usual value of {@link #longestSide()}. */
    int LONGEST_SIDE = 2048;

    /** The name by which routes choose it, for example {@code faces}. */
    String name();

    /** The longest side of a picture that it can use, in pixels; larger pictures are scaled down to it, whole. */
    default int longestSide() {
        return LONGEST_SIDE;
    }

    /**
     * Looks at a picture. Called within the time limit of an image.
     *
     * @param picture upright sRGB pixels of type {@link BufferedImage#TYPE_INT_RGB} or {@link BufferedImage#TYPE_INT_ARGB};
     *     must not be changed
     * @return what was found, in pixels of this picture and within it; as large as it is to be redacted
     * @throws ImageException {@link ImageError#PROCESS_FAILED}, if another attempt may succeed
     */
    List<Region> detect(BufferedImage picture) throws ImageException;
}
