package io.follow.gateway.image.heif;

import org.jspecify.annotations.Nullable;

/**
 * The primary picture of a file, or the first one of a sequence.
 *
 * @param alpha the picture whose luma is the opacity, of the same size, or null
 * @param premultiplied whether the colours were multiplied by the opacity
 * @param geometry what is shown, and how
 * @param frames 1, or the pictures of a sequence
 */
public record HeifPicture(
        CodedPicture picture,
        @Nullable CodedPicture alpha,
        boolean premultiplied,
        HeifColours colours,
        Geometry geometry,
        long frames) {}
