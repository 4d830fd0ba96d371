package io.follow.gateway.image;

/**
 * A frame of an animation.
 *
 * @param area on the canvas, of which a part may lie outside
 * @param millis how long it is shown
 * @param blended whether the canvas shows through its transparent pixels; otherwise it replaces its area
 */
record AnimationFrame(FrameArea area, int millis, Disposal disposal, boolean blended) {

    /** Rejects a frame that has more pixels than the canvas, which is what the limits were applied to. */
    void check(ImageHeader header) throws ImageException {
        if ((long) area.width() * area.height() > header.pixels()) {
            throw new ImageException(
                    ImageError.DECODE_FAILED,
                    "a frame has " + area.width() + "×" + area.height()
                            + " pixels; expected at most those of the canvas, " + header.width() + "×"
                            + header.height());
        }
    }
}
