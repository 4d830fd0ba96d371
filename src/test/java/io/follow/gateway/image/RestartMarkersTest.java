package io.follow.gateway.image;

import static io.follow.gateway.image.StructuredJpeg.baseline;
import static io.follow.gateway.image.StructuredJpeg.interleaved;
import static io.follow.gateway.image.StructuredJpeg.progressive;
import static io.follow.gateway.image.StructuredJpeg.sampled;
import static io.follow.gateway.image.StructuredJpeg.separate;
import static io.follow.gateway.image.TestImages.insert;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.segment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.image.StructuredJpeg.Scan;
import io.follow.gateway.image.java2d.JavaEngine;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A scan has exactly the restart markers, and between them exactly the units, that its header promises. */
class RestartMarkersTest {

    private static final int WIDTH = 75;
    private static final int HEIGHT = 61;
    private static final byte[] NOTHING = {};

    private static final ImageEngine JAVA = JavaEngine.create();
    private static final ImageEngine NATIVE = TestEngines.NATIVE;
    private static final List<List<ImageEngine>> ENGINES = List.of(List.of(JAVA), List.of(NATIVE, JAVA));

    private static ImageHeader probe(byte[] file) throws ImageException {
        return new HeaderProbe().probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS);
    }

    private static byte[] pixels(byte[] file, List<ImageEngine> engines) throws ImageException {
        try (EngineRules.Decoded decoded = EngineRules.decode(engines, file, probe(file), WIDTH);
                Picture picture = decoded.resized(WIDTH)) {
            return decoded.engine().encoder().encode(picture, EncodeOptions.of(ImageFormat.PNG));
        }
    }

    private static void assertSamePixels(byte[] file, byte[] usual) throws ImageException {
        for (List<ImageEngine> engines : ENGINES) {
            boolean byTheFirst = engines.get(0).accepts().test(probe(file));
            List<ImageEngine> same = byTheFirst ? engines : List.of(JAVA);
            assertThat(pixels(file, engines)).isEqualTo(pixels(usual, same));
        }
    }

    private static void assertRefused(byte[] file) {
        assertRefused("damaged", file);
    }

    private static void assertRefused(String damage, byte[] file) {
        for (List<ImageEngine> engines : ENGINES) {
            assertThatThrownBy(() -> pixels(file, engines))
                    .as("%s, %d engines", damage, engines.size())
                    .isInstanceOf(ImageException.class)
                    .extracting(e -> ((ImageException) e).error())
                    .isEqualTo(ImageError.DECODE_FAILED);
        }
    }

    private static Map<String, StructuredJpeg> structures() {
        Map<String, StructuredJpeg> files = new LinkedHashMap<>();
        for (int[] factors : new int[][] {{11}, {22}, {11, 11, 11}, {21, 11, 11}, {22, 11, 11}, {41, 11, 11}}) {
            String of = Arrays.toString(factors);
            files.put("interleaved " + of, interleaved(WIDTH, HEIGHT, factors));
            files.put("separate " + of, separate(WIDTH, HEIGHT, factors));
            files.put("progressive " + of, progressive(WIDTH, HEIGHT, true, factors));
            files.put("progressive, separate " + of, progressive(WIDTH, HEIGHT, false, factors));
        }
        files.put("in two scans", baseline(WIDTH, HEIGHT, sampled(22, 21, 11), Scan.of(0), Scan.of(1, 2)));
        return files;
    }

    static Stream<Named<StructuredJpeg>> files() {
        return structures().entrySet().stream().map(entry -> Named.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void restartsChangeNoPixel(StructuredJpeg file) throws ImageException {
        for (int interval : new int[] {1, 2, 3, 7, 20, 65_535}) {
            assertSamePixels(file.withRestarts(interval).file(), file.file());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theIntervalIsThatOfTheHeader(StructuredJpeg file) {
        for (int interval : new int[] {1, 2, 3, 7, 14}) {
            for (int other : new int[] {interval + 1, 2 * interval, interval - 1, 65_535}) {
                assertRefused(withInterval(file.withRestarts(interval).file(), other));
            }
            assertRefused(withInterval(file.file(), interval));
        }
    }

    /** Writes another interval into the header, or a first one. */
    private static byte[] withInterval(byte[] file, int interval) {
        byte[] segment = segment(JpegWalker.DRI, new byte[] {(byte) (interval >> 8), (byte) interval});
        for (int i = StructuredJpeg.FRAME_HEADER; file[i + 1] != (byte) JpegWalker.SOS || file[i] != -1; i++) {
            if (file[i] == -1 && file[i + 1] == (byte) JpegWalker.DRI) {
                byte[] changed = file.clone();
                System.arraycopy(segment, 0, changed, i, segment.length);
                return changed;
            }
        }
        return insert(file, StructuredJpeg.FRAME_HEADER, segment);
    }

    @ParameterizedTest
    @MethodSource("files")
    void theMarkersAreAllThereAndInOrder(StructuredJpeg structure) throws ImageException {
        // given
        RestartedJpeg file = RestartedJpeg.of(structure.withRestarts(2).file());
        int last = file.intervals().size() - 1;

        // when, then
        for (int i : new int[] {0, 1, last - 1}) {
            byte[] own = file.intervals().get(i);
            byte[] next = file.intervals().get(i + 1);
            assertRefused(file.replace(i + 1).replace(i, join(own, next)).file());
            assertRefused(file.replace(i).file());
            assertRefused(file.replace(i, own, own).file());
            assertRefused(file.replace(i, NOTHING, own).file());
            assertRefused(
                    file.replace(i, join(own, RestartedJpeg.marker(i), own)).file());
        }
        assertRefused(file.replace(last).file());
        assertRefused(file.file(NOTHING, 1, 1));
        assertRefused(file.file(NOTHING, 0, 0));
        assertRefused(file.file(NOTHING, 0, -1));
        assertRefused(file.file(NOTHING, 0, 2));
    }

    @ParameterizedTest
    @MethodSource("files")
    void anIntervalHasAllItsUnitsAndNoMore(StructuredJpeg structure) throws ImageException {
        // given
        RestartedJpeg file = RestartedJpeg.of(structure.withRestarts(3).file());

        // when, then: the number and the order of the markers are right
        for (int i = 0; i < file.intervals().size() - 1; i++) {
            byte[] own = file.intervals().get(i);
            Map<String, byte[]> damaged = Map.of(
                    "none", NOTHING,
                    "without the last byte", Arrays.copyOf(own, own.length - 1),
                    "half", Arrays.copyOf(own, own.length / 2));
            for (Map.Entry<String, byte[]> other : damaged.entrySet()) {
                assertRefused(
                        "interval " + i + " " + other.getKey(),
                        file.replace(i, other.getValue()).file());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void fillBytesAndMarkersBehindTheLastPixelMeanNothing(StructuredJpeg structure) throws ImageException {
        // given
        byte[] whole = structure.withRestarts(2).file();
        RestartedJpeg file = RestartedJpeg.of(whole);
        byte[] plain = structure.file();

        // when, then
        assertSamePixels(file.file(new byte[] {-1, -1, -1}, 0, 1), plain);
        for (int name : new int[] {0, 5, file.intervals().size() - 1}) {
            byte[] markers = join(RestartedJpeg.marker(name), new byte[] {-1}, RestartedJpeg.marker(name));
            assertSamePixels(insert(whole, whole.length - 2, markers), plain);
            assertSamePixels(insert(plain, plain.length - 2, markers), plain);
        }
        assertRefused(insert(plain, plain.length - 12, RestartedJpeg.marker(0)));
    }

    @Test
    void theIntervalMayChangeBetweenScans() throws ImageException {
        // given: no restarts in the first scan, three units apart in the others
        StructuredJpeg structure = separate(WIDTH, HEIGHT, 22, 11, 11);
        byte[] plain = structure.file();
        byte[] restarted = structure.withRestarts(3).file();
        byte[] interval = segment(JpegWalker.DRI, new byte[] {0, 3});
        byte[] mixed = join(
                Arrays.copyOf(plain, scan(plain, 2)),
                interval,
                Arrays.copyOfRange(restarted, scan(restarted, 2), restarted.length));

        // when, then
        assertSamePixels(mixed, plain);
        assertRefused(insert(mixed, scan(mixed, 3), segment(JpegWalker.DRI, new byte[] {0, 0})));
        assertRefused(insert(mixed, scan(mixed, 3), segment(JpegWalker.DRI, new byte[] {0, 4})));
    }

    private static int scan(byte[] file, int number) throws ImageException {
        JpegWalker walker = new JpegWalker(Bytes.of(file));
        int scans = 0;
        while (scans < number && walker.next()) {
            scans += walker.marker() == JpegWalker.SOS ? 1 : 0;
        }
        return walker.start() - 4;
    }

    @Test
    void aHeightThatIsGivenLateCounts() throws ImageException {
        // given
        byte[] usual = interleaved(WIDTH, HEIGHT, 22, 11, 11).withRestarts(4).file();
        byte[] late = insert(usual, usual.length - 2, segment(JpegWalker.DNL, new byte[] {0, HEIGHT}));
        late[StructuredJpeg.FRAME_HEADER + 6] = 0;

        // when, then
        assertSamePixels(late, usual);
        late[late.length - 3] = HEIGHT + 32;
        assertRefused(late);
    }

    @Test
    void theErrorSaysWhatWasFound() throws ImageException {
        RestartedJpeg file =
                RestartedJpeg.of(interleaved(64, 32, 22, 11, 11).withRestarts(2).file());
        assertThatThrownBy(() -> probe(file.replace(1).file()))
                .hasMessage("scan 1 has 2 restart markers; expected 3 for 8 units at an interval of 2");
        assertThatThrownBy(() -> probe(file.file(NOTHING, 0, 2)))
                .hasMessage("scan 1 has 3 restart markers, of which 1 are in order; expected 3 for 8 units at an"
                        + " interval of 2");
        byte[] odd = insert(file.file(), 2, segment(JpegWalker.DRI, new byte[] {0, 2, 0}));
        assertThatThrownBy(() -> probe(odd)).hasMessage("the restart interval has 3 bytes; expected 2");
    }
}
