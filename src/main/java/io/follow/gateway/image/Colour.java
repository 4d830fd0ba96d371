package io.follow.gateway.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An opaque sRGB colour.
 *
 * @param rgb {@code 0xRRGGBB}
 */
public record Colour(int rgb) {

    /** The default ground of formats without transparency. */
    public static final Colour WHITE = new Colour(0xFFFFFF);

    private static final Pattern HEX = Pattern.compile("#[0-9A-Fa-f]{6}");

    /** Checks that no other bits are set. */
    public Colour {
        if (rgb >>> 24 != 0) {
            throw new IllegalArgumentException("a colour is %08X; expected six hexadecimal digits".formatted(rgb));
        }
    }

    /** Parses {@code #rrggbb}; empty if the text is anything else. */
    public static Optional<Colour> of(String text) {
        return HEX.matcher(text).matches()
                ? Optional.of(new Colour(Integer.parseInt(text.substring(1), 16)))
                : Optional.empty();
    }

    /** The colour as {@code #rrggbb}, in lower case. */
    public String hex() {
        return "#%06x".formatted(rgb);
    }
}
