package io.follow.gateway.image;

/**
 * Where the first frame of an animation lies on its canvas, in pixels.
 *
 * @param x columns left of it
 * @param y rows above it
 */
public record FrameArea(int x, int y, int width, int height) {}
