package io.follow.gateway.image.heif;

/**
 * A part of the coded data of an item.
 *
 * @param offset in the file or, for items stored in the metadata, in its {@code idat} box
 * @param length in bytes; 0 means up to the end
 */
record Extent(long offset, long length) {}
