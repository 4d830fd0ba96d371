package io.follow.gateway.image.operation;

import static io.follow.gateway.image.operation.Pictures.assertSame;
import static io.follow.gateway.image.operation.Pictures.drawn;
import static io.follow.gateway.image.operation.Pictures.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TurnTest {

    private static final int WIDTH = 5;
    private static final int HEIGHT = 3;

    /** A picture in which every pixel differs. */
    private static int colour(int x, int y) {
        return 0x80000000 | x << 16 | y;
    }

    @ParameterizedTest
    @EnumSource
    void everyPixelIsMoved(Orientation orientation) {
        // given
        BufferedImage image = drawn(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB, TurnTest::colour);
        Turn turn = new Turn(orientation);

        // when
        BufferedImage result = unchanged(image, turn::apply);

        // then
        int right = WIDTH - 1;
        int bottom = HEIGHT - 1;
        BufferedImage expected =
                switch (orientation) {
                    case NORMAL -> image;
                    case MIRRORED -> drawn(5, 3, image.getType(), (x, y) -> colour(right - x, y));
                    case ROTATED_180 -> drawn(5, 3, image.getType(), (x, y) -> colour(right - x, bottom - y));
                    case FLIPPED -> drawn(5, 3, image.getType(), (x, y) -> colour(x, bottom - y));
                    case TRANSPOSED -> drawn(3, 5, image.getType(), (x, y) -> colour(y, x));
                    case ROTATED_90 -> drawn(3, 5, image.getType(), (x, y) -> colour(y, bottom - x));
                    case TRANSVERSED -> drawn(3, 5, image.getType(), (x, y) -> colour(right - y, bottom - x));
                    case ROTATED_270 -> drawn(3, 5, image.getType(), (x, y) -> colour(right - y, x));
                };
        assertSame(result, expected);
        assertThat(turn.sizeOf(new Size(WIDTH, HEIGHT))).isEqualTo(new Size(result.getWidth(), result.getHeight()));
        assertThat(turn.bytesNeeded(new Size(WIDTH, HEIGHT))).isEqualTo(4 * 15);
    }
}
