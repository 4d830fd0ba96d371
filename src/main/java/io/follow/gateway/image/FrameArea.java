package io.follow.gateway.image;

/**
 * The area of the first frame of an animation on its canvas, in pixels.
 *
 * @param x columns left of it
 * @param y rows above it
 */
public record FrameArea(int x, int y, int width, int height) {}
