package io.follow.gateway.image.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.image.ffmpeg.TurboJpegWriter.Way;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TurboJpegWriterTest {

    private static TurboJpegWriter direct;
    private static TurboJpegWriter converting;

    @BeforeAll
    static void load() {
        NativeLibraries.load();
        direct = new TurboJpegWriter(Objects.requireNonNull(PlaneJpegWriter.load()));
        converting = new TurboJpegWriter(null);
    }

    /** Noise, so that every block differs from its neighbours. */
    private static AVFrame noise(int width, int height) throws ImageException {
        AVFrame frame = Frames.allocate(width, height, avutil.AV_PIX_FMT_YUVJ420P, ImageError.DECODE_FAILED);
        Random random = new Random(width * 31L + height);
        for (int plane = 0; plane < 3; plane++) {
            int rows = plane == 0 ? height : (height + 1) / 2;
            byte[] bytes = new byte[frame.linesize(plane) * rows];
            random.nextBytes(bytes);
            new BytePointer(frame.data(plane)).put(bytes, 0, bytes.length);
        }
        return frame;
    }

    @ParameterizedTest
    @CsvSource({"1920, 1440", "640, 33", "640, 31", "641, 47", "640, 48", "100, 17", "333, 251", "16, 4000", "2000, 32"
    })
    void halvesHaveTheSamePixelsAsTheWhole(int width, int height) throws ImageException {
        AVFrame frame = noise(width, height);
        try {
            for (TurboJpegWriter writer : List.of(direct, converting)) {
                // given
                byte[] whole = write(writer, frame, Way.WHOLE);

                // when
                byte[] joined = write(writer, frame, Way.BOTH_HALVES);

                // then: two marks more, and the bits behind them lie otherwise
                assertThat(joined).isNotEqualTo(whole);
                assertThat((double) joined.length).isCloseTo(whole.length, Percentage.withPercentage(0.5));
                assertThat(pixels(joined)).isEqualTo(pixels(whole));
                assertThat(new HeaderProbe()
                                .probe(joined, ImageFormat.JPEG, ImageLimits.DEFAULTS)
                                .complete())
                        .isTrue();
            }
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Frames.Kernel.class,
            names = {"CONVERT", "CONVERT_EXACTLY"})
    void oneThreadWritesTheSameFileAsTwo(Frames.Kernel conversion) throws ImageException {
        AVFrame frame = noise(1920, 1440);
        try {
            for (TurboJpegWriter writer : List.of(direct, converting)) {
                assertThat(writer.write(frame, 85, conversion, Way.HALF_BY_HALF))
                        .isEqualTo(writer.write(frame, 85, conversion, Way.BOTH_HALVES));
            }
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    @ParameterizedTest
    @CsvSource({"1920, 16", "4000, 1", "65500, 600"})
    void whatHasNoHalvesIsWrittenWhole(int width, int height) throws ImageException {
        AVFrame frame = noise(width, height);
        try {
            for (TurboJpegWriter writer : List.of(direct, converting)) {
                assertThat(write(writer, frame, Way.BOTH_HALVES)).isEqualTo(write(writer, frame, Way.WHOLE));
            }
        } finally {
            avutil.av_frame_free(frame);
        }
    }

    private static byte[] write(TurboJpegWriter writer, AVFrame frame, Way way) throws ImageException {
        return writer.write(frame, 85, Frames.Kernel.CONVERT_EXACTLY, way);
    }

    private static int[] pixels(byte[] file) {
        BufferedImage image = TestImages.read(file);
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
