package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.Resizer;

/** The peak memory of decoding a file and making a rendition of it. */
final class Estimate {

    /** The working memory of the codecs and twice a file of the default maximum size, 10 MiB. */
    private static final long FIXED_BYTES = 24L << 20;

    /** The rendition while it is rotated, converted and encoded. */
    private static final int RENDITION_BYTES = 16;

    private Estimate() {}

    static long of(ImageHeader header, int maxWidth, long bytesPerPixel) {
        int width = Math.min(header.orientedWidth(), maxWidth);
        long rendition = (long) width * Resizer.scaledHeight(header.orientedWidth(), header.orientedHeight(), width);
        return header.pixels() * bytesPerPixel + RENDITION_BYTES * rendition + FIXED_BYTES;
    }
}
