package io.follow.gateway.image.ffmpeg;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.Picture;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FramePoolTest {

    private static final int ANY_WIDTH = 10_000;

    private static FrameDecoder decoder;

    @BeforeAll
    static void load() {
        NativeLibraries.load();
        decoder = new FrameDecoder();
    }

    private static Picture decode(int width, int height) throws ImageException {
        byte[] file = jpeg(quadrants(width, height, BufferedImage.TYPE_INT_RGB));
        ImageHeader header = new HeaderProbe().probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS);
        return decoder.decode(file, header, ANY_WIDTH);
    }

    private static long addressOf(Picture picture) throws ImageException {
        return FramePicture.of(picture, ImageError.PROCESS_FAILED)
                .use(frame -> frame.data(0).address());
    }

    @Test
    void takesTheMemoryOfAPictureThatWasClosed() throws ImageException {
        // given
        long address;
        try (Picture first = decode(1200, 800)) {
            address = addressOf(first);
        }

        // when
        try (Picture second = decode(1100, 700)) {
            // then
            assertThat(addressOf(second)).isEqualTo(address);
        }
    }

    @Test
    void givesPicturesThatAreOpenAtTheSameTimeMemoryOfTheirOwn() throws ImageException {
        try (Picture first = decode(1300, 900);
                Picture second = decode(1300, 900);
                Picture larger = decode(2600, 1800)) {
            assertThat(addressOf(first)).isNotEqualTo(addressOf(second)).isNotEqualTo(addressOf(larger));
            assertThat(addressOf(second)).isNotEqualTo(addressOf(larger));
        }
    }
}
