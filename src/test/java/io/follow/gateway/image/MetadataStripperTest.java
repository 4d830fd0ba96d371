package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.riff;
import static io.follow.gateway.image.TestImages.riffChunk;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataStripperTest {

    private static final int MOST_ADDED = 32;

    private static final byte[] ALPHA = riffChunk("ALPH", new byte[4]);
    private static final byte[] PICTURE =
            riffChunk("VP8 ", new byte[] {0x10, 0, 0, (byte) 0x9D, 1, 0x2A, 8, 0, 8, 0, 0, 0});

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 50})
    void aFileGrowsByNoMoreThanItMayHoweverManyAlphaPlanesItHas(int planes) throws ImageException {
        // given
        byte[] alphas = join(Collections.nCopies(planes, ALPHA).toArray(byte[][]::new));
        byte[] data = riff(alphas, PICTURE);
        ImageHeader header = new HeaderProbe().probe(data, ImageFormat.WEBP, ImageLimits.DEFAULTS);

        // when
        byte[] stripped = MetadataStripper.strip(Bytes.of(data), header);

        // then
        assertThat(stripped).hasSizeLessThanOrEqualTo(data.length + MOST_ADDED);
        assertThat(ImageFormat.detect(stripped)).contains(ImageFormat.WEBP);
    }
}
