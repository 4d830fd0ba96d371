package io.follow.gateway.image;

/** Reads and writes animations, one frame at a time. Thread-safe. */
public interface AnimationCodec {

    /** Reads none. */
    AnimationCodec NONE = new AnimationCodec() {
        @Override
        public boolean reads(ImageHeader header) {
            return false;
        }

        @Override
        public int read(byte[] data, ImageHeader header, FrameConsumer frames) {
            throw new IllegalStateException("this engine reads no animations");
        }

        @Override
        public AnimationWriter write(EncodeOptions options) {
            throw new IllegalStateException("this engine writes no animations");
        }
    };

    /** Whether the frames of such a file can be read. */
    boolean reads(ImageHeader header);

    /** Takes a frame. */
    @FunctionalInterface
    interface FrameConsumer {

        /**
         * Takes the whole canvas with a frame, which is closed afterwards.
         *
         * @param millis how long it is shown
         */
        void put(Picture canvas, int millis) throws ImageException;
    }

    /**
     * Reads all frames in their order.
     *
     * @return how often the animation is played; 0 for without end
     */
    int read(byte[] data, ImageHeader header, FrameConsumer frames) throws ImageException;

    /** Begins an animated WebP. */
    AnimationWriter write(EncodeOptions options);
}
