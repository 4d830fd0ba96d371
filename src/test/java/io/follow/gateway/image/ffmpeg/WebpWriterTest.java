package io.follow.gateway.image.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebpWriterTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int QUALITY = 85;
    private static final int WHITE = 235;

    private final Random random = new Random(11);
    private AVFrame frame;

    @BeforeAll
    static void load() {
        NativeLibraries.load();
    }

    @AfterEach
    void free() {
        avutil.av_frame_free(frame);
    }

    private void draw(IntBinaryOperator luma) throws ImageException {
        frame = Frames.allocate(WIDTH, HEIGHT, avutil.AV_PIX_FMT_YUV420P, ImageError.ENCODE_FAILED);
        fill(0, WIDTH, HEIGHT, luma);
        fill(1, WIDTH / 2, HEIGHT / 2, (x, y) -> 128);
        fill(2, WIDTH / 2, HEIGHT / 2, (x, y) -> 128);
    }

    private void fill(int plane, int width, int height, IntBinaryOperator value) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                frame.data(plane).put((long) y * frame.linesize(plane) + x, (byte) value.applyAsInt(x, y));
            }
        }
    }

    /** Lines of strokes with soft edges on white. */
    private void drawText() throws ImageException {
        draw((x, y) -> y % 20 < 12 && random.nextInt(4) == 0 ? 16 + 40 * random.nextInt(5) : WHITE);
    }

    /** A noisy picture on white, which is four fifths of the area. */
    private void drawProductOnWhite() throws ImageException {
        draw((x, y) -> x < WIDTH * 4 / 5 ? WHITE : 40 + (x + y) % 150 + random.nextInt(20));
    }

    private byte[] byLibrary(int method, boolean evenly) throws ImageException {
        try (WebpCall call = new WebpCall(frame, QUALITY, method)) {
            if (evenly) {
                call.evenly();
            }
            return call.bytes();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 6})
    void writesTextEvenlyWhereSizeIsWeighed(int method) throws ImageException {
        // given
        drawText();

        // when
        byte[] file = WebpWriter.write(frame, QUALITY, method);

        // then
        assertThat(file).isEqualTo(byLibrary(method, true)).isNotEqualTo(byLibrary(method, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void writesTextLikePhotosWhereItIsNot(int method) throws ImageException {
        // given
        drawText();

        // when
        byte[] file = WebpWriter.write(frame, QUALITY, method);

        // then
        assertThat(file).isEqualTo(byLibrary(method, false)).isNotEqualTo(byLibrary(method, true));
    }

    @Test
    void writesFewerBytesWithMoreEffort() throws ImageException {
        // given
        drawProductOnWhite();

        // when
        byte[] fast = WebpWriter.write(frame, QUALITY, 0);
        byte[] thorough = WebpWriter.write(frame, QUALITY, 6);

        // then
        assertThat(thorough).hasSizeLessThan(fast.length);
    }

    @Test
    void doesNotTakeAProductOnWhiteForText() throws ImageException {
        // given
        drawProductOnWhite();

        // when
        byte[] file = WebpWriter.write(frame, QUALITY, 4);

        // then
        assertThat(file).isEqualTo(byLibrary(4, false)).isNotEqualTo(byLibrary(4, true));
    }
}
