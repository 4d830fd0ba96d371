package io.follow.gateway.image.heif;

import org.jspecify.annotations.Nullable;

/**
 * The primary picture of a file, or the first one of a sequence.
 *
 * @param alpha the picture whose luma is the alpha channel, of the same size, or null
 * @param premultiplied whether the colors were multiplied by alpha
 * @param geometry the shown part
 * @param frames 1, or the number of pictures of a sequence
 */
public record HeifPicture(
        CodedPicture picture,
        @Nullable CodedPicture alpha,
        boolean premultiplied,
        HeifColours colours,
        Geometry geometry,
        long frames) {}
