package io.follow.gateway.image.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.ImageException;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void leavesAProcessorWhileFewerStagesRunThanThereAre() throws ImageException {
        Load load = new Load(2);

        boolean withOne = load.during(() -> {
            boolean withTwo = load.during(load::leavesAProcessor);
            assertThat(withTwo).isFalse();
            return load.leavesAProcessor();
        });

        assertThat(withOne).isTrue();
        assertThat(load.leavesAProcessor()).isTrue();
    }
}
