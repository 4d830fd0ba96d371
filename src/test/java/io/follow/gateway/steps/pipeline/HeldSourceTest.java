package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.TestImages;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldSourceTest {

    private static final int SIZE = 1 << 20;

    private final SourceBuffers buffers = new SourceBuffers(4);
    private final byte[] array = buffers.take(SIZE);
    private final HeldSource source = new HeldSource();

    @BeforeEach
    void holdAFile() throws ImageException {
        byte[] jpeg = TestImages.jpeg(TestImages.quadrants(16, 16, BufferedImage.TYPE_INT_RGB));
        System.arraycopy(jpeg, 0, array, 0, jpeg.length);
        Bytes file = new Bytes(array, jpeg.length);
        source.take(
                new SourceImage(file, new HeaderProbe().probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS)),
                again -> {},
                buffers);
    }

    @Test
    void theNextFileIsReadIntoBytesThatWereGivenBack() {
        // when
        source.giveBackBytes();
        source.giveBackBytes();

        // then
        assertThat(buffers.take(SIZE)).isSameAs(array);
        assertThat(buffers.take(SIZE)).isNotSameAs(array);
    }

    @Test
    void bytesThatAStageMayStillUseAreNotUsedAgain() {
        // when
        source.dropBytes();
        source.giveBackBytes();

        // then
        assertThat(buffers.take(SIZE)).isNotSameAs(array);
    }

    @Test
    void bytesThatABranchMayStillUseAreNotUsedAgain() {
        // given
        HeldSource branch = new HeldSource(source);

        // when
        source.giveBackBytes();
        branch.giveBackBytes();

        // then
        assertThat(buffers.take(SIZE)).isNotSameAs(array);
    }
}
