package io.follow.gateway.image;

/** The frames of a file, which are decoded when they are asked for. */
interface FrameList {

    /** How often the animation is played; 0 for without end. */
    int plays();

    int count();

    AnimationFrame frame(int index) throws ImageException;

    /** The pixels of the frame's area as ARGB integers, row by row. */
    int[] pixels(int index) throws ImageException;
}
