package io.follow.gateway.image;

import static io.follow.gateway.image.StructuredJpeg.PROGRESSIVE;
import static io.follow.gateway.image.StructuredJpeg.baseline;
import static io.follow.gateway.image.StructuredJpeg.interleaved;
import static io.follow.gateway.image.StructuredJpeg.progressive;
import static io.follow.gateway.image.StructuredJpeg.sampled;
import static io.follow.gateway.image.StructuredJpeg.separate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.image.StructuredJpeg.Component;
import io.follow.gateway.image.StructuredJpeg.Scan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegScansTest {

    private static final int[] COLOUR = {22, 11, 11};

    private static ImageHeader probe(byte[] file) throws ImageException {
        return new HeaderProbe().probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS);
    }

    private static void assertRefused(byte[] file, String message) {
        assertRefused(file, ImageError.DECODE_FAILED, message);
    }

    private static void assertRefused(byte[] file, ImageError error, String message) {
        assertThatThrownBy(() -> probe(file))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((ImageException) e).error())
                .isEqualTo(error);
    }

    static Stream<Named<Map.Entry<String, byte[]>>> filesWithoutAComponent() {
        return new MisleadingJpegs(48, 32)
                .withoutAComponent().entrySet().stream().map(entry -> Named.of(entry.getKey(), entry));
    }

    @ParameterizedTest
    @MethodSource("filesWithoutAComponent")
    void aComponentWithoutItsScanIsNamed(Map.Entry<String, byte[]> file) {
        String name = file.getKey();
        String component = name.substring(name.lastIndexOf(' ') + 1);
        assertRefused(file.getValue(), "component " + component + " of ");
        assertRefused(file.getValue(), "; expected one for each component");
    }

    static Stream<Named<byte[]>> wholeFiles() {
        return NastyFiles.whole().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("jpeg"))
                .map(entry -> Named.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("wholeFiles")
    void aWholeFileIsAccepted(byte[] file) {
        assertThatCode(() -> probe(file)).doesNotThrowAnyException();
    }

    @Test
    void theFirstDcScansAreEnoughForAProgressiveFile() {
        StructuredJpeg whole = progressive(48, 32, false, COLOUR);
        byte[] file = whole.with(whole.scans().subList(0, 3)).file();
        assertThatCode(() -> probe(file)).doesNotThrowAnyException();
    }

    @Test
    void aFileOfManyScansOfTheSamePixelsIsAccepted() throws ImageException {
        byte[] file = baseline(48, 32, sampled(COLOUR), Scan.of(0, 1, 2), Scan.of(0, 1, 2))
                .file();
        assertThat(probe(file).jpeg()).isEqualTo(new JpegCoding(false, 2, false, 0, true, false, false));
    }

    @Test
    void aScanMayNotNameWhatTheFrameDoesNotHave() {
        StructuredJpeg file = interleaved(48, 32, COLOUR);
        List<Component> others = sampled(COLOUR).stream()
                .map(component -> new Component(component.id() + 7, component.horizontal(), component.vertical()))
                .toList();
        byte[] scans = file.withComponents(others).file();
        byte[] frame = StructuredJpeg.frameHeaderOf(file.file());
        System.arraycopy(frame, 0, scans, StructuredJpeg.FRAME_HEADER, frame.length);
        assertRefused(scans, "a scan names component 8");
    }

    @Test
    void aScanMayNotNameAComponentTwice() {
        assertRefused(baseline(48, 32, sampled(11, 11, 11), Scan.of(0, 0, 1, 2)).file(), "a scan names component 1");
    }

    @Test
    void aScanNamesItsComponentsInTheirOrder() {
        assertRefused(baseline(48, 32, sampled(11, 11, 11), Scan.of(1, 0, 2)).file(), "a scan names component 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void aScanHasOneToFourComponents(int count) {
        byte[] header = new byte[2 * count + 4];
        header[0] = (byte) count;
        assertRefused(withSegmentBeforeTheEnd(JpegWalker.SOS, header), "bytes for " + count + " components");
    }

    @Test
    void theHeaderOfAScanHasItsLength() {
        assertRefused(
                withSegmentBeforeTheEnd(JpegWalker.SOS, new byte[] {1, 1, 0, 0, 63, 0, 0}),
                "the header of a scan has 7 bytes for 1 components; expected 6 bytes");
    }

    private static byte[] withSegmentBeforeTheEnd(int marker, byte[] content) {
        byte[] file = interleaved(48, 32, COLOUR).file();
        return TestImages.insert(file, file.length - 2, TestImages.segment(marker, content));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 32, 255})
    void thereAreFourTables(int table) {
        byte[] file = interleaved(48, 32, COLOUR).file();
        file[StructuredJpeg.FRAME_HEADER + 12] = (byte) table;
        assertRefused(file, "component 1 of 3 needs quantisation table " + table);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x10, 0x51, 0x15, 0xFF})
    void samplingFactorsAreOneToFour(int factors) {
        byte[] file = interleaved(48, 32, COLOUR).file();
        file[StructuredJpeg.FRAME_HEADER + 11] = (byte) factors;
        assertRefused(file, ImageError.DECODE_HEADER_FAILED, "a component has the sampling factors");
    }

    @Test
    void aFileThatEndsBeforeAScanSaysSo() {
        byte[] file = separate(48, 32, COLOUR).without(2).file();
        assertRefused(
                Arrays.copyOf(file, file.length - 2),
                "component 3 of 3 has no scan, and the file lacks its end mark; expected one for each component");
    }

    @Test
    void componentsOfOneNameAreMeantInTheirOrder() throws ImageException {
        List<Component> twins = List.of(new Component(1, 2, 2), new Component(1, 1, 1), new Component(1, 1, 1));
        assertThat(probe(interleaved(48, 32, COLOUR).withComponents(twins).file())
                        .complete())
                .isTrue();
        assertRefused(separate(48, 32, COLOUR).withComponents(twins).file(), "component 2 of 3 has no scan");
    }

    @Test
    void aScanMayNotComeBeforeTheFrame() {
        byte[] file = interleaved(48, 32, COLOUR).file();
        byte[] frame = StructuredJpeg.frameHeaderOf(file);
        byte[] late = TestImages.join(
                Arrays.copyOf(file, StructuredJpeg.FRAME_HEADER),
                Arrays.copyOfRange(file, StructuredJpeg.FRAME_HEADER + frame.length, file.length - 2),
                frame,
                Arrays.copyOfRange(file, file.length - 2, file.length));
        assertRefused(late, ImageError.DECODE_HEADER_FAILED, "found a scan before the frame header; expected it after");
    }

    @Test
    void theTablesOfAComponentHaveToBeThere() {
        byte[] file = interleaved(48, 32, COLOUR).file();
        byte[] without = TestImages.join(
                Arrays.copyOf(file, 2), Arrays.copyOfRange(file, StructuredJpeg.FRAME_HEADER, file.length));
        assertRefused(without, "component 1 of 3 needs quantisation table 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 66, 129, 131})
    void tablesHaveToFillTheirSegment(int length) throws ImageException {
        // given: one wide table, and zeros where there is room for more
        byte[] content = new byte[length];
        if (length > 0) {
            content[0] = 0x10;
        }
        byte[] file = TestImages.withSegment(interleaved(48, 32, COLOUR).file(), JpegWalker.DQT, content);

        // when, then
        if (length == 0 || length == 129) {
            assertThat(probe(file).complete()).isTrue();
        } else {
            assertRefused(file, "a segment of " + length + " bytes does not consist of whole quantisation tables");
        }
    }

    static Stream<Named<List<Scan>>> brokenProgressions() {
        Scan dc = new Scan(List.of(0), 0, 0, 0, 1);
        return Stream.of(
                Named.of("the same bits twice", List.of(dc, dc)),
                Named.of("a bit left out", List.of(dc, new Scan(List.of(0), 0, 0, 3, 2))),
                Named.of("bits that jump", List.of(new Scan(List.of(0), 0, 0, 0, 3), new Scan(List.of(0), 0, 0, 3, 1))),
                Named.of("DC and AC coefficients together", List.of(new Scan(List.of(0), 0, 5, 0, 0))),
                Named.of("a band that ends before it begins", List.of(dc, new Scan(List.of(0), 9, 8, 0, 0))),
                Named.of("a band beyond the block", List.of(dc, new Scan(List.of(0), 9, 64, 0, 0))),
                Named.of("too few bits", List.of(new Scan(List.of(0), 0, 0, 0, 14))));
    }

    @ParameterizedTest
    @MethodSource("brokenProgressions")
    void aProgressionFollowsItsRules(List<Scan> scans) {
        StructuredJpeg file = new StructuredJpeg(PROGRESSIVE, 16, 16, sampled(11), List.of(), 0);
        assertRefused(file.with(scans).file(), "breaks the progression");
    }

    @Test
    void theFirstDcScanComesBeforeTheOthers() {
        Scan dc = new Scan(List.of(0), 0, 0, 0, 1);
        StructuredJpeg file = new StructuredJpeg(PROGRESSIVE, 16, 16, sampled(11), List.of(), 0);
        for (Scan early : List.of(new Scan(List.of(0), 0, 0, 1, 0), new Scan(List.of(0), 1, 5, 0, 0))) {
            assertRefused(file.with(List.of(early, dc)).file(), "component 1 of 1 has no first DC scan before scan 1");
        }
    }

    @Test
    void acCoefficientsOfSeveralComponentsCannotBeInOneScan() {
        List<Scan> scans = new ArrayList<>(List.of(new Scan(List.of(0, 1, 2), 0, 0, 0, 0)));
        scans.add(new Scan(List.of(0, 1, 2), 1, 5, 0, 0));
        assertRefused(progressive(16, 16, true, 11, 11, 11).with(scans).file(), "breaks the progression");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC5, 0xC6, 0xC7, 0xCD, 0xCE, 0xCF})
    void hierarchicalFilesAreRefused(int process) {
        assertRefused(
                interleaved(48, 32, COLOUR).withProcess(process).file(),
                "found a hierarchical JPEG (FF %02X)".formatted(process));
    }
}
