package io.follow.gateway.image.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.TestImages;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaneJpegWriterTest {

    private static final int PLANES = 3;

    private static PlaneJpegWriter writer;

    @BeforeAll
    static void load() {
        NativeLibraries.load();
        writer = Objects.requireNonNull(PlaneJpegWriter.load());
    }

    private static int columns(AVFrame frame, int plane) {
        return plane == 0 ? frame.width() : (frame.width() + 1) / 2;
    }

    private static int rows(AVFrame frame, int plane) {
        return plane == 0 ? frame.height() : (frame.height() + 1) / 2;
    }

    /** The same noise for the same size; what is beyond the last column has the given value. */
    private static AVFrame noise(int width, int height, int beyond) throws ImageException {
        AVFrame frame = Frames.allocate(width, height, avutil.AV_PIX_FMT_YUVJ420P, ImageError.DECODE_FAILED);
        Random random = new Random(7);
        for (int plane = 0; plane < PLANES; plane++) {
            for (int y = 0; y < rows(frame, plane); y++) {
                byte[] row = new byte[frame.linesize(plane)];
                for (int x = 0; x < row.length; x++) {
                    row[x] = (byte) (x < columns(frame, plane) ? random.nextInt(256) : beyond);
                }
                new BytePointer(frame.data(plane))
                        .position((long) y * row.length)
                        .put(row, 0, row.length);
            }
        }
        return frame;
    }

    private static AVFrame filled(int width, int height, int luma, int blue, int red) throws ImageException {
        AVFrame frame = Frames.allocate(width, height, avutil.AV_PIX_FMT_YUVJ420P, ImageError.DECODE_FAILED);
        int[] values = {luma, blue, red};
        for (int plane = 0; plane < PLANES; plane++) {
            byte[] bytes = new byte[frame.linesize(plane) * rows(frame, plane)];
            Arrays.fill(bytes, (byte) values[plane]);
            new BytePointer(frame.data(plane)).put(bytes, 0, bytes.length);
        }
        return frame;
    }

    private static byte[] write(AVFrame frame) throws ImageException {
        try {
            return writer.write(frame, 0, frame.height(), 85);
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    @ParameterizedTest
    @CsvSource({"76, 85, 255, FE0000", "150, 44, 21, 00FF01", "29, 255, 107, 0000FE", "200, 128, 128, C8C8C8"})
    void keepsTheColoursOfThePlanes(int luma, int blue, int red, String expected) throws ImageException {
        BufferedImage image = TestImages.read(write(filled(37, 21, luma, blue, red)));
        assertThat(image.getWidth()).isEqualTo(37);
        assertThat(image.getHeight()).isEqualTo(21);
        int wanted = Integer.parseInt(expected, 16);
        for (int[] at : new int[][] {{0, 0}, {36, 0}, {0, 20}, {36, 20}, {18, 10}}) {
            int rgb = image.getRGB(at[0], at[1]);
            for (int shift : new int[] {0, 8, 16}) {
                assertThat(rgb >> shift & 255).isBetween((wanted >> shift & 255) - 2, (wanted >> shift & 255) + 2);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"640, 48", "641, 47", "655, 33", "1, 1", "17, 16", "15, 31"})
    void nothingBeyondTheLastColumnShows(int width, int height) throws ImageException {
        assertThat(write(noise(width, height, 0))).isEqualTo(write(noise(width, height, 255)));
    }

    @Test
    void aPictureOfNoiseIsLargerThanExpectedAndWhole() throws ImageException {
        byte[] file = write(noise(1600, 1200, 0));
        assertThat(file).hasSizeGreaterThan(1600 * 1200 / 2 + (1 << 16)).endsWith(0xFF, 0xD9);
        assertThat(TestImages.read(file).getHeight()).isEqualTo(1200);
    }

    @Test
    void aPartOfAFrameIsWrittenAsIfItStoodAlone() throws ImageException {
        // given
        AVFrame whole = noise(96, 64, 0);
        AVFrame part = avutil.av_frame_clone(whole);
        AVFrame alone = Frames.allocate(33, 20, avutil.AV_PIX_FMT_YUVJ420P, ImageError.DECODE_FAILED);
        try {
            part.width(33).height(20);
            for (int plane = 0; plane < PLANES; plane++) {
                int shift = plane == 0 ? 0 : 1;
                part.data(plane, whole.data(plane).getPointer((8L >> shift) * whole.linesize(plane) + (16L >> shift)));
            }
            assertThat(avutil.av_frame_copy(alone, part)).isNotNegative();

            // when, then
            assertThat(writer.write(part, 0, 20, 85)).isEqualTo(writer.write(alone, 0, 20, 85));
        } finally {
            avutil.av_frame_free(part);
            avutil.av_frame_free(whole);
            avutil.av_frame_free(alone);
        }
    }
}
