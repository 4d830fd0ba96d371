package io.follow.gateway.image.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScalersTest {

    private final Scalers scalers = new Scalers();

    @BeforeAll
    static void load() {
        NativeLibraries.load();
    }

    /** A picture whose pixels depend on a seed. */
    private static BufferedImage picture(int width, int height, int seed) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, seed * 7919 + x * 5 + y * 1021);
            }
        }
        return image;
    }

    private static int[] scaled(Scalers scalers, BufferedImage image, int width, int threads) throws ImageException {
        AVFrame frame = FrameColours.ofIntegers(image, ImageError.PROCESS_FAILED);
        AVFrame small = null;
        try {
            int height = width * image.getHeight() / image.getWidth();
            small = scalers.scale(
                    frame,
                    width,
                    height,
                    avutil.AV_PIX_FMT_YUVJ420P,
                    Frames.Kernel.LANCZOS,
                    threads,
                    ImageError.PROCESS_FAILED);
            BufferedImage result = FrameColours.toIntegers(small, ImageError.PROCESS_FAILED);
            return result.getRGB(0, 0, width, height, null, 0, width);
        } finally {
            avutil.av_frame_free(small);
            avutil.av_frame_free(frame);
        }
    }

    @Test
    void aUsedScalerGivesThePixelsOfANewOne() throws ImageException {
        for (int threads = 1; threads <= 2; threads++) {
            for (int seed = 0; seed < 3; seed++) {
                // given
                BufferedImage image = picture(300, 200, seed);

                // when
                int[] pixels = scaled(scalers, image, 120, threads);

                // then
                assertThat(pixels).isEqualTo(scaled(new Scalers(), image, 120, threads));
            }
        }
    }

    @Test
    void moreSizesThanScalersAreKeptAreScaled() throws ImageException {
        for (int round = 0; round < 2; round++) {
            for (int width = 40; width < 80; width++) {
                // given
                BufferedImage image = picture(160, 120, round);

                // then
                assertThat(scaled(scalers, image, width, 1)).isEqualTo(scaled(new Scalers(), image, width, 1));
            }
        }
    }

    @Test
    void threadsDoNotShareAScaler() throws Exception {
        // given
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<int[]>> work = IntStream.range(0, 40)
                .<Callable<int[]>>mapToObj(seed -> () -> scaled(scalers, picture(300, 200, seed), 120, 1))
                .toList();

        // when
        try {
            List<Future<int[]>> results = threads.invokeAll(work);

            // then
            for (int seed = 0; seed < results.size(); seed++) {
                assertThat(results.get(seed).get()).isEqualTo(scaled(new Scalers(), picture(300, 200, seed), 120, 1));
            }
        } finally {
            threads.shutdown();
        }
    }
}
