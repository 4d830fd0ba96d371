package io.follow.gateway.image.java2d;

/** Tells the colour of inks printed over each other. */
@FunctionalInterface
interface Inks {

    /**
     * Converts some pixels to sRGB.
     *
     * @param inks cyan, magenta, yellow and black of each pixel, 0 for none
     * @param pixels receives RGB integers, with any alpha
     */
    void toSrgb(byte[] inks, int[] pixels);
}
