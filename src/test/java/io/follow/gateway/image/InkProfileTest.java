package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.ascii;
import static io.follow.gateway.image.TestImages.cmykJpeg;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.withProfile;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ink with a profile by which even the darkest is no black, as on real paper. */
class InkProfileTest {

    private static final int PAPER = 255;
    /** L* = 20. */
    private static final int DARKEST = 51;

    /** Larger pictures are converted with a table. */
    private static Stream<Arguments> enginesAndSides() {
        return Stream.of(TestEngines.JAVA, TestEngines.NATIVE)
                .flatMap(engine -> Stream.of(64, 300).map(side -> Arguments.of(engine, side)));
    }

    @ParameterizedTest
    @MethodSource("enginesAndSides")
    void theDarkestInkIsBlackAndPaperIsWhite(ImageEngine engine, int side) throws ImageException {
        // A JPEG of Adobe's holds paper as 255.
        assertThat(brightness(engine, side, 255, 255, 255, 255)).isGreaterThan(252);
        assertThat(brightness(engine, side, 0, 0, 0, 0)).isLessThan(3);
    }

    @ParameterizedTest
    @MethodSource("enginesAndSides")
    void greysInBetweenKeepTheirOrder(ImageEngine engine, int side) throws ImageException {
        int before = -1;
        for (int ink = 0; ink <= 255; ink += 51) {
            int now = brightness(engine, side, 255, 255, 255, ink);
            assertThat(now).isGreaterThan(before);
            before = now;
        }
    }

    private static int brightness(ImageEngine engine, int side, int... inks) throws ImageException {
        byte[] file = withProfile(cmykJpeg(side, side, inks), profile());
        ImageHeader header = new HeaderProbe().probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS);
        assertThat(engine.accepts().test(header)).isTrue();
        try (Picture decoded = engine.decoder().decode(file, header, side);
                Picture upright = engine.resizer().resize(decoded, 64)) {
            return TestImages.read(engine.encoder().encode(upright, EncodeOptions.of(ImageFormat.PNG)))
                            .getRGB(32, 32)
                    & 0xFF;
        }
    }

    /** A printer's profile: from the 16 corners of ink to greys, and from greys to black ink. */
    private static byte[] profile() {
        ByteArrayOutputStream toGrey = new ByteArrayOutputStream();
        for (int corner = 0; corner < 16; corner++) {
            toGrey.write(corner == 0 ? PAPER : corner % 2 == 1 ? DARKEST : 150);
            toGrey.write(128);
            toGrey.write(128);
        }
        ByteArrayOutputStream toInk = new ByteArrayOutputStream();
        for (int corner = 0; corner < 8; corner++) {
            toInk.writeBytes(new byte[] {0, 0, 0, (byte) (corner < 4 ? 255 : 0)});
        }
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("wtpt", join(ascii("XYZ "), new byte[4], white()));
        tags.put("A2B0", table(4, 3, toGrey.toByteArray()));
        tags.put("B2A0", table(3, 4, toInk.toByteArray()));
        int start = 128 + 4 + 12 * tags.size();
        int length = start + tags.values().stream().mapToInt(tag -> tag.length).sum();
        ByteBuffer file = ByteBuffer.allocate(length);
        file.putInt(length).putInt(8, 0x02400000).position(12).put(ascii("prtrCMYKLab "));
        file.position(36)
                .put(ascii("acsp"))
                .position(68)
                .put(white())
                .position(128)
                .putInt(tags.size());
        int at = start;
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            file.put(ascii(tag.getKey())).putInt(at).putInt(tag.getValue().length);
            at += tag.getValue().length;
        }
        tags.values().forEach(file::put);
        return file.array();
    }

    private static byte[] white() {
        return ByteBuffer.allocate(12)
                .putInt(0xF6D6)
                .putInt(0x10000)
                .putInt(0xD32D)
                .array();
    }

    /** A {@code lut8Type} with two points a side (ICC.1, 10.10). */
    private static byte[] table(int from, int to, byte[] corners) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(ascii("mft1"));
        table.writeBytes(new byte[] {0, 0, 0, 0, (byte) from, (byte) to, 2, 0});
        for (int i = 0; i < 9; i++) {
            table.writeBytes(
                    ByteBuffer.allocate(4).putInt(i % 4 == 0 ? 1 << 16 : 0).array());
        }
        writeRamps(table, from);
        table.writeBytes(corners);
        writeRamps(table, to);
        return table.toByteArray();
    }

    private static void writeRamps(ByteArrayOutputStream table, int count) {
        for (int i = 0; i < count; i++) {
            for (int value = 0; value < 256; value++) {
                table.write(value);
            }
        }
    }
}
