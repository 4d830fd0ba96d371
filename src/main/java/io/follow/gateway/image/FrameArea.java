package io.follow.gateway.image;

/**
 * The area of a frame of an animation on its canvas, in pixels.
 *
 * @param x columns left of it
 * @param y rows above it
 */
public record FrameArea(int x, int y, int width, int height) {

    /** Reads the area of a frame of a WebP, with which the content of its chunk begins. */
    static FrameArea ofWebp(Bytes bytes, int start) throws ImageException {
        return new FrameArea(
                bytes.u24Little(start) * 2,
                bytes.u24Little(start + 3) * 2,
                bytes.u24Little(start + 6) + 1,
                bytes.u24Little(start + 9) + 1);
    }
}
