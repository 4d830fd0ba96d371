package io.follow.gateway.image;

import static io.follow.gateway.image.StructuredJpeg.interleaved;
import static io.follow.gateway.image.StructuredJpeg.progressive;
import static io.follow.gateway.image.TestImages.withSegment;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.StructuredJpeg.Component;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegStripperTest {

    private static ImageHeader probe(byte[] file) throws ImageException {
        return new HeaderProbe().probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS);
    }

    private static byte[] strip(byte[] file) throws ImageException {
        return MetadataStripper.strip(Bytes.of(file), probe(file));
    }

    private static List<Integer> markers(byte[] file) throws ImageException {
        JpegWalker walker = new JpegWalker(Bytes.of(file));
        List<Integer> markers = new ArrayList<>();
        while (walker.next()) {
            markers.add(walker.marker());
        }
        return markers;
    }

    @ParameterizedTest
    @ValueSource(ints = {0x02, 0xBF, 0xC8, 0xCC, 0xDE, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF7, 0xFD, 0xFE})
    void onlyTheFrameItsTablesAndItsScansAreLeft(int marker) throws ImageException {
        // given
        byte[] file = interleaved(48, 32, 22, 11, 11).withRestarts(1).file();

        // when
        byte[] stripped = strip(withSegment(file, marker, new byte[] {0x10, 0x20}));

        // then
        assertThat(stripped).isEqualTo(strip(file));
        assertThat(markers(stripped))
                .containsExactly(
                        JpegWalker.APP14,
                        JpegWalker.DQT,
                        StructuredJpeg.BASELINE,
                        JpegWalker.DHT,
                        JpegWalker.DHT,
                        JpegWalker.DRI,
                        JpegWalker.SOS);
    }

    @Test
    void theTablesOfArithmeticCodingAreLeftWhereTheyMeanSomething() throws ImageException {
        byte[] file = withSegment(
                interleaved(48, 32, 22, 11, 11).withProcess(0xC9).file(), JpegWalker.DAC, new byte[] {0, 0x10});
        assertThat(markers(strip(file))).contains(JpegWalker.DAC);
    }

    @Test
    void componentsAreNamedByTheirPlaces() throws ImageException {
        // given
        List<Component> twins = List.of(new Component(7, 2, 2), new Component(7, 1, 1), new Component(7, 1, 1));
        StructuredJpeg usual = interleaved(48, 32, 22, 11, 11);

        // when, then
        assertThat(strip(usual.withComponents(twins).file())).isEqualTo(strip(usual.file()));
    }

    @Test
    void aHeightThatIsGivenLateIsInTheFrame() throws ImageException {
        // given
        byte[] usual = interleaved(48, 32, 22, 11, 11).file();
        byte[] late =
                TestImages.insert(usual, usual.length - 2, TestImages.segment(JpegWalker.DNL, new byte[] {0, 32}));
        late[StructuredJpeg.FRAME_HEADER + 6] = 0;

        // when, then
        assertThat(strip(late)).isEqualTo(strip(usual));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachScanGetsItsTrailer(boolean nativeOrder) throws ImageException {
        // given: memory as native code has it, or as Java does
        byte[] file = progressive(48, 32, true, 22, 11, 11).file();
        byte[] trailer = {-1, 0, 0x55, -1, -1};
        ScanPadding padding = new ScanPadding(new byte[0], trailer);
        ImageHeader header = probe(file);
        int length = JpegStripper.maxLength(Bytes.of(file), header, padding);
        ByteBuffer out =
                ByteBuffer.allocate(length).order(nativeOrder ? ByteOrder.nativeOrder() : ByteOrder.BIG_ENDIAN);

        // when
        JpegStripper.strip(Bytes.of(file), header, padding, false, out);

        // then
        byte[] stripped = Arrays.copyOf(out.array(), out.position());
        assertThat(stripped.length - strip(file).length)
                .isEqualTo(trailer.length * header.jpeg().scans());
        assertThat(probe(stripped).jpeg())
                .usingRecursiveComparison()
                .ignoringFields("adobe")
                .isEqualTo(header.jpeg());
        assertThat(Arrays.copyOfRange(stripped, stripped.length - 2 - trailer.length, stripped.length - 2))
                .isEqualTo(trailer);
    }
}
