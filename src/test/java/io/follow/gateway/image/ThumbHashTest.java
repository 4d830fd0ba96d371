package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hashes are those that the author's own program, version 0.1.1 of the npm package thumbhash, makes of the same pixels. */
class ThumbHashTest {

    /** Pictures that are drawn by whole numbers, so that every program draws the same. */
    enum Drawing {
        RAMP {
            @Override
            int pixel(int x, int y, int width, int height) {
                int red = 255 * x / Math.max(1, width - 1);
                int green = 255 * y / Math.max(1, height - 1);
                return argb(255, red, green, 255 - (red + green) / 2);
            }
        },
        PLAID {
            @Override
            int pixel(int x, int y, int width, int height) {
                return argb(255, x * x + 7 * y, 3 * x + y * y, 5 * x * y);
            }
        },
        DISC {
            @Override
            int pixel(int x, int y, int width, int height) {
                int across = 2 * x - width;
                int down = 2 * y - height;
                int distance = (across * across + down * down) * 255 / (width * width);
                return (RAMP.pixel(x, y, width, height) & 0xFFFFFF) | (Math.max(0, 255 - distance) << 24);
            }
        },
        QUADRANTS {
            @Override
            int pixel(int x, int y, int width, int height) {
                int[] colours = {0xFFFF0000, 0xFF00FF00, 0xFF0000FF, 0xFFFFFF00};
                return colours[(2 * y < height ? 0 : 2) + (2 * x < width ? 0 : 1)];
            }
        },
        PLAIN {
            @Override
            int pixel(int x, int y, int width, int height) {
                return 0xFF336699;
            }
        },
        CLEAR {
            @Override
            int pixel(int x, int y, int width, int height) {
                return 0xFFFFFF;
            }
        };

        abstract int pixel(int x, int y, int width, int height);

        private static int argb(int alpha, int red, int green, int blue) {
            return (alpha << 24) | ((red & 0xFF) << 16) | ((green & 0xFF) << 8) | (blue & 0xFF);
        }

        int[] pixels(int width, int height) {
            int[] pixels = new int[width * height];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = pixel(i % width, i / width, width, height);
            }
            return pixels;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RAMP, 100, 75, 3wcGbZqAh4dwd3iIiHd3iICACPh3",
        "RAMP, 40, 100, 3wcGaxqAcIiHd4iHgIAI+Hg=",
        "RAMP, 100, 1, GvQ2Ab93h4eIiAiIhIdPiAg=",
        "RAMP, 1, 100, GgQ1AT8Ih3iIh4iH94R4v3g=",
        "PLAID, 100, 100, HwgCBwIFNERjc3dkdCckVzYh4rb1+IcI",
        "PLAID, 3, 2, AQgCBYKFeAqEiHiHiLh3oJgKqAl3",
        "DISC, 64, 48, IAiCLIo3gnuAe5iXJwiIgn93gHaIOIiHBw==",
        "DISC, 30, 90, IAiCCgIigIeIrneAhwiIeEd4h3iAitc=",
        "QUADRANTS, 100, 50, 2gkKpKiAiobAZ4eIeGqAy/iHjA==",
        "PLAIN, 50, 50, mZUBBwCHh4iHiHeIiId394eI15CHeG8D",
        "RAMP, 1, 1, FQAq/wEI9wiIh4hwj3CI+AiIcH/4AAAA",
        "CLEAR, 20, 10, AAiCA4AAAAAAAAAAAAAAAAAAAAAAAAA="
    })
    void isThatOfTheAuthorsProgram(Drawing drawing, int width, int height, String expected) {
        // when
        byte[] hash = ThumbHash.of(drawing.pixels(width, height), width, height);

        // then
        assertThat(Base64.getEncoder().encodeToString(hash)).isEqualTo(expected);
    }

    @Test
    void isOfSmallPicturesOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThumbHash.of(new int[101], 101, 1))
                .withMessage("101 pixels for 101×1; expected as many, and sides of at most 100");
        assertThatIllegalArgumentException().isThrownBy(() -> ThumbHash.of(new int[9], 5, 2));
    }
}
