package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.PngPixelData;
import org.bytedeco.javacpp.BytePointer;

/** Inflates the pixels of a PNG. Thread-safe. */
@FunctionalInterface
interface PngInflater {

    /**
     * Fills the target.
     *
     * @param target native memory between its position and its limit
     * @return whether the data is intact and fills the whole target; further data is ignored
     */
    boolean fill(PngPixelData png, BytePointer target) throws ImageException;
}
