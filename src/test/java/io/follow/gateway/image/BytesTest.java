package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.java2d.JavaEngine;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BytesTest {

    private static final int CUTS = 12;

    private static final ImageEngine JAVA = JavaEngine.create();

    static Stream<Arguments> filesByEngine() {
        Map<String, byte[]> files = NastyFiles.whole();
        return files.entrySet().stream().flatMap(file -> Stream.of(TestEngines.NATIVE, JAVA)
                .map(engine ->
                        Arguments.of(Named.of(file.getKey(), file.getValue()), Named.of(engine.name(), engine))));
    }

    /** The array still has the rest of the same file, which is the most misleading content. */
    @ParameterizedTest
    @MethodSource("filesByEngine")
    void noBytesBehindTheFileAreRead(byte[] whole, ImageEngine engine) {
        IntStream.rangeClosed(1, CUTS).map(part -> whole.length * part / CUTS).forEach(length -> {
            // given
            Bytes longer = new Bytes(Arrays.copyOf(whole, whole.length + 64), length);

            // when
            Object read = outcome(longer, engine);

            // then
            assertThat(read).as("%d of %d bytes", length, whole.length).isEqualTo(outcome(longer.exact(), engine));
        });
    }

    private static Object outcome(byte[] file, ImageEngine engine) {
        return outcome(Bytes.of(file), engine);
    }

    /** What the file is read as: a hash of its pixels, or the error. */
    private static Object outcome(Bytes file, ImageEngine engine) {
        try {
            ImageFormat format =
                    ImageFormat.detect(file.first(ImageFormat.BYTES_TO_DETECT)).orElse(ImageFormat.JPEG);
            ImageHeader header = new HeaderProbe().probe(file, format, ImageLimits.DEFAULTS);
            if (!engine.accepts().test(header)) {
                return header;
            }
            try (Picture picture = engine.decoder().decode(file, header, header.orientedWidth());
                    Picture upright = engine.resizer()
                            .resize(picture, new Size(header.orientedWidth(), header.orientedHeight()))) {
                return Arrays.hashCode(engine.encoder().encode(upright, EncodeOptions.of(ImageFormat.PNG)));
            }
        } catch (ImageException e) {
            return e.error() + ": " + e.getMessage();
        }
    }

    @Test
    void anArrayOfTheSizeOfTheFileIsNotCopied() {
        // given
        byte[] file = {1, 2, 3};

        // then
        assertThat(Bytes.of(file).exact()).isSameAs(file);
        assertThat(new Bytes(file, 2).exact()).containsExactly(1, 2);
    }
}
