package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.image.java2d.JavaEngine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JPEG that has all its pixels and lacks only its end mark is whole; one that lacks a bit more is not. */
class MissingEndMarkTest {

    private static final int WIDTH = 41;

    private static final ImageEngine JAVA = JavaEngine.create();
    private static final List<ImageEngine> ENGINES = List.of(TestEngines.NATIVE, JAVA);

    private static byte[] pixels(byte[] file, List<ImageEngine> engines) throws ImageException {
        ImageHeader header = new HeaderProbe().probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS);
        try (EngineRules.Decoded decoded = EngineRules.decode(engines, file, header, WIDTH);
                Picture picture = decoded.resized(WIDTH)) {
            return decoded.engine().encoder().encode(picture, EncodeOptions.of(ImageFormat.PNG));
        }
    }

    static Stream<Named<byte[]>> files() {
        return files(false);
    }

    static Stream<Named<byte[]>> arithmeticFiles() {
        return files(true);
    }

    private static Stream<Named<byte[]>> files(boolean arithmetic) {
        return NastyFiles.whole().entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith("jpeg") && entry.getKey().contains("arithmetic") == arithmetic)
                .map(entry -> Named.of(entry.getKey(), entry.getValue()));
    }

    /** Its decoder makes up whatever is missing at the end, so that its end mark is all that tells. */
    @ParameterizedTest
    @MethodSource("arithmeticFiles")
    void nothingMayBeMissingOfAnArithmeticFile(byte[] file) {
        for (int missing = 1; missing < file.length; missing += missing < 40 ? 1 : 17) {
            byte[] cut = Arrays.copyOf(file, file.length - missing);
            assertThatThrownBy(() -> pixels(cut, ENGINES))
                    .as("without the last %d bytes", missing)
                    .isInstanceOf(ImageException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void onlyTheEndMarkMayBeMissing(byte[] file) throws ImageException {
        byte[] whole = pixels(file, List.of(JAVA));
        for (int missing = 1; missing <= 2; missing++) {
            byte[] cut = Arrays.copyOf(file, file.length - missing);
            assertThat(pixels(cut, List.of(JAVA))).isEqualTo(whole);
            assertThat(pixels(cut, ENGINES)).isEqualTo(whole);
        }
        for (int missing = 3; missing < file.length; missing += missing < 40 ? 1 : 17) {
            byte[] cut = Arrays.copyOf(file, file.length - missing);
            for (List<ImageEngine> engines : List.of(List.of(JAVA), ENGINES)) {
                assertThatThrownBy(() -> pixels(cut, engines))
                        .as("without the last %d bytes", missing)
                        .isInstanceOf(ImageException.class);
            }
        }
    }

    @Test
    void aProgressiveFileWithoutItsLastScansIsNotWhole() {
        StructuredJpeg whole = StructuredJpeg.progressive(48, 32, true, 22, 11, 11);
        for (int scans = 1; scans < whole.scans().size(); scans++) {
            byte[] file = whole.with(whole.scans().subList(0, scans)).file();
            byte[] cut = Arrays.copyOf(file, file.length - 2);
            assertThatThrownBy(() -> pixels(cut, ENGINES))
                    .as("%d scans", scans)
                    .isInstanceOf(ImageException.class)
                    .extracting(e -> ((ImageException) e).error())
                    .isEqualTo(ImageError.DECODE_FAILED);
        }
    }
}
