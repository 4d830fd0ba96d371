package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.join;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JpegWalkerTest {

    private static final byte[] START = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xDA, 0, 2};
    private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

    static IntStream lengths() {
        return IntStream.rangeClosed(0, 40);
    }

    /** Coded pixels of a length, with each kind of byte pair that ends no scan at each place. */
    private static Stream<byte[]> scans(int length) {
        return IntStream.range(0, Math.max(1, length - 1)).boxed().flatMap(at -> Stream.of(0x00, 0xD0, 0xD7)
                .map(code -> {
                    byte[] pixels = new byte[length];
                    if (at + 1 < length) {
                        pixels[at] = (byte) 0xFF;
                        pixels[at + 1] = code.byteValue();
                    }
                    return pixels;
                }));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void aScanEndsAtTheNextMark(int length) {
        assertThat(scans(length)).allSatisfy(pixels -> {
            JpegWalker walker = new JpegWalker(Bytes.of(join(START, pixels, END)));

            assertThat(walker.next()).isTrue();
            assertThat(walker.endWithScan()).isEqualTo(START.length + length);
            assertThat(walker.next()).isFalse();
            assertThat(walker.atEndMark()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void aScanWithoutAnEndGoesToTheEndOfTheFile(int length) {
        assertThat(scans(length)).allSatisfy(pixels -> {
            JpegWalker walker = new JpegWalker(Bytes.of(join(START, pixels)));

            assertThat(walker.next()).isTrue();
            assertThat(walker.endWithScan()).isEqualTo(START.length + length);
            assertThat(walker.next()).isFalse();
            assertThat(walker.atEndMark()).isFalse();
        });
    }
}
