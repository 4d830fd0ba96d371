package io.follow.gateway.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An opaque sRGB colour.
 *
 * @param rgb {@code 0xRRGGBB}
 */
public record Colour(int rgb) {

    /** What transparency becomes where a format has none and nothing else was asked for. */
    public static final Colour WHITE = new Colour(0xFFFFFF);

    private static final Pattern HEX = Pattern.compile("#[0-9A-Fa-f]{6}");

    /** Checks that there are no other bits. */
    public Colour {
        if (rgb >>> 24 != 0) {
            throw new IllegalArgumentException("a colour is %08X; expected six hexadecimal digits".formatted(rgb));
        }
    }

    /** Reads {@code #rrggbb}; empty when the text is something else. */
    public static Optional<Colour> of(String text) {
        return HEX.matcher(text).matches()
                ? Optional.of(new Colour(Integer.parseInt(text.substring(1), 16)))
                : Optional.empty();
    }
}
