package io.follow.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.image.ColourModel;
import io.follow.gateway.image.FrameArea;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.java2d.JavaEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class NativeImageEngineTest {

    private static final ImageEngine ENGINE = JavaEngine.create();

    private final AtomicBoolean loadable = new AtomicBoolean();
    private final NativeImageEngine engine = new NativeImageEngine(
            () -> {
                if (!loadable.get()) {
                    throw new UnsatisfiedLinkError("no room\nand more");
                }
                return ENGINE;
            },
            CompletableFuture.completedFuture(null),
            Runnable::run);

    private static ImageHeader header(ImageFormat format) {
        return new ImageHeader(
                format,
                1,
                1,
                Orientation.NORMAL,
                ColourModel.RGB,
                8,
                false,
                1,
                false,
                true,
                true,
                new FrameArea(0, 0, 1, 1),
                null,
                null,
                null);
    }

    @Test
    void leavesWhatAnotherEngineReadsToThat() {
        assertThat(engine.forFile(header(ImageFormat.JPEG))).isEmpty();
        assertThat(engine.missing()).isNull();
    }

    @Test
    void isMissingFromTheFirstPictureThatNeedsItUntilItIsLoaded() {
        // given
        assertThatThrownBy(() -> engine.forFile(header(ImageFormat.HEIC)))
                .isInstanceOf(UnsatisfiedLinkError.class)
                .hasMessageContaining("(no room)")
                .satisfies(failure -> assertThat(engine.mayHaveCaused(failure)).isTrue());
        assertThat(engine.missing()).contains("cannot be loaded (no room)").doesNotContain("\n");

        // when
        loadable.set(true);

        // then
        assertThat(engine.missing()).isNull();
        assertThat(engine.forFile(header(ImageFormat.HEIC))).contains(ENGINE);
    }
}
