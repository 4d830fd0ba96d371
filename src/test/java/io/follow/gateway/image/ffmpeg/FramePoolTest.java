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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FramePoolTest {

    private static final int ANY_WIDTH = 10_000;

    @BeforeAll
    static void load() {
        NativeLibraries.load();
    }

    // One for each test, because a pool keeps blocks of the size of the largest picture it has seen.
    private final FrameDecoder decoder = new FrameDecoder(new Load(1));

    private Picture decode(int width, int height) throws ImageException {
        return decode(decoder, width, height);
    }

    private static Picture decode(FrameDecoder decoder, int width, int height) throws ImageException {
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

    @Test
    void isNotNeededByADecoderForWhichThereIsNone() throws ImageException {
        // given
        List<FrameDecoder> decoders =
                Stream.generate(() -> new FrameDecoder(new Load(1))).limit(25).toList();

        for (FrameDecoder each : decoders) {
            // when
            try (Picture picture = decode(each, 640, 480)) {
                // then
                assertThat(picture.width()).isEqualTo(640);
            }
        }
    }
}
