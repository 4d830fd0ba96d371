package io.follow.gateway.image;

/**
 * A part of a picture.
 *
 * @param left columns of the picture left of it
 * @param top rows of the picture above it
 */
public record Area(int left, int top, Size size) {}
