package io.follow.gateway.image.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.ImageException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LoadTest {

    private final Load load = new Load(2);
    private final AVFrame large = frame(1_000, 1_000);
    private final AVFrame small = frame(1_000, 999);

    @BeforeAll
    static void load() {
        NativeLibraries.load();
    }

    private static AVFrame frame(int width, int height) {
        return avutil.av_frame_alloc().width(width).height(height);
    }

    @AfterEach
    void free() {
        avutil.av_frame_free(large);
        avutil.av_frame_free(small);
    }

    @Test
    void givesALargePictureTwoThreadsWhileAProcessorIsLeftOver() throws ImageException {
        int ofOneStage = load.during(() -> {
            int ofTwoStages = load.during(() -> load.threadsFor(large));
            assertThat(ofTwoStages).isEqualTo(1);
            return load.threadsFor(large);
        });

        assertThat(ofOneStage).isEqualTo(2);
    }

    @Test
    void givesASmallPictureOneThread() {
        assertThat(load.threadsFor(small)).isEqualTo(1);
    }
}
