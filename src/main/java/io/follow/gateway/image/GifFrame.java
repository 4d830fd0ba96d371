package io.follow.gateway.image;

/**
 * A picture of a GIF.
 *
 * @param area on the canvas
 * @param table the offset of its colours in the file, three bytes each; -1 if it has none
 * @param colours the number of its colors
 * @param transparentIndex the index of the transparent colour; -1 if there is none
 * @param data the offset of its coded pixels in the file
 */
record GifFrame(FrameArea area, int table, int colours, int transparentIndex, boolean interlaced, int data) {}
