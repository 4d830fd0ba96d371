package io.follow.gateway.contract;

import static io.follow.gateway.image.TestImages.ascii;
import static io.follow.gateway.image.TestImages.frame;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.pictureChunks;
import static io.follow.gateway.image.TestImages.plain;
import static io.follow.gateway.image.TestImages.png;
import static io.follow.gateway.image.TestImages.quadrants;
import static io.follow.gateway.image.TestImages.read;
import static io.follow.gateway.image.TestImages.riff;
import static io.follow.gateway.image.TestImages.riffChunk;
import static io.follow.gateway.image.TestImages.swappedProfile;
import static io.follow.gateway.image.TestImages.vp8x;
import static io.follow.gateway.image.TestImages.withExif;
import static io.follow.gateway.image.TestImages.withProfile;
import static io.follow.gateway.image.TestImages.withSegment;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Section 7 with the default settings. */
@ExtendWith(SharedGatewayExtension.class)
class ImageRulesIT {

    private static final int RED = 0xFFFF0000;
    private static final int BLUE = 0xFF0000FF;
    private static final String SECRET = "a place that is nobody's business";

    private final GatewayFixture fixture;

    ImageRulesIT(GatewayFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void appliesTheOrientationBeforeItMeasures() {
        // given
        byte[] lying = withExif(jpeg(quadrants(64, 32, BufferedImage.TYPE_INT_RGB)), 6);

        // when
        Map<String, String> result = fixture.process(Job.jpeg(), lying);

        // then
        assertThat(result)
                .containsEntry("original_width", "32")
                .containsEntry("original_height", "64")
                .containsEntry("processed_width", "32")
                .containsEntry("processed_height", "64");
        BufferedImage upright = read(fixture.stored(result));
        assertThat(colourAt(upright, 8, 16)).isEqualTo("blue");
        assertThat(colourAt(upright, 24, 16)).isEqualTo("red");
        assertThat(colourAt(upright, 8, 48)).isEqualTo("yellow");
        assertThat(colourAt(upright, 24, 48)).isEqualTo("green");
    }

    @Test
    void leavesNoMetadataInTheOutput() {
        // given
        byte[] plain = jpeg(quadrants(64, 32, BufferedImage.TYPE_INT_RGB));
        byte[] xmp = ascii("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><exif:GPSLatitude>" + SECRET);
        byte[] full = withSegment(
                withSegment(withProfile(withExif(plain, 1), swappedProfile()), 0xE1, xmp), 0xFE, ascii(SECRET));

        // when
        byte[] stored = fixture.stored(fixture.process(Job.jpeg(), full));

        // then
        assertThat(new String(stored, StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET, "Exif", "xmpmeta", "GPS", "ns.adobe.com", "acsp");
        assertThat(chunksOf(stored)).isNotEmpty().doesNotContain("EXIF", "XMP ", "ICCP");
    }

    @Test
    void convertsColoursToSrgb() {
        // given
        byte[] red = withProfile(jpeg(plain(32, 32, BufferedImage.TYPE_INT_RGB, RED)), swappedProfile());

        // when
        Map<String, String> result = fixture.process(Job.jpeg(), red);

        // then
        assertThat(colourAt(read(fixture.stored(result)), 16, 16)).isEqualTo("green");
    }

    @Test
    void keepsAlphaInWebp() {
        // given
        BufferedImage half = plain(32, 32, BufferedImage.TYPE_INT_ARGB, 0);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 16; x++) {
                half.setRGB(x, y, RED);
            }
        }

        // when
        BufferedImage stored = read(fixture.stored(fixture.process(Job.png(), png(half))));

        // then
        assertThat(stored.getRGB(28, 16) >>> 24).isZero();
        assertThat(stored.getRGB(4, 16) >>> 24).isEqualTo(255);
    }

    @Test
    void neverEnlarges() {
        Map<String, String> result = fixture.process(Job.png(), png(plain(3, 2, BufferedImage.TYPE_INT_RGB, RED)));
        assertThat(result).containsEntry("processed_width", "3").containsEntry("processed_height", "2");
    }

    @Test
    void keepsAPictureOfOnePixelWidth() {
        Map<String, String> result = fixture.process(Job.png(), png(plain(1, 3000, BufferedImage.TYPE_INT_RGB, RED)));
        assertThat(result).containsEntry("processed_width", "1").containsEntry("processed_height", "3000");
    }

    @Test
    void keepsAtLeastOnePixelOfHeight() {
        Map<String, String> result = fixture.process(Job.png(), png(plain(5000, 1, BufferedImage.TYPE_INT_RGB, RED)));
        assertThat(result).containsEntry("processed_width", "1920").containsEntry("processed_height", "1");
    }

    @Test
    void makesAPictureSmallerThatIsTooTallForTheOutputFormat() {
        for (Job job : List.of(Job.png(), Job.jpeg())) {
            // given a screenshot of a long chat
            BufferedImage screenshot = quadrants(1080, 20_000, BufferedImage.TYPE_INT_RGB);
            byte[] data =
                    "image/png".equals(job.fields().get("expected_content_type")) ? png(screenshot) : jpeg(screenshot);

            // when
            Map<String, String> result = fixture.process(
                    job.with(
                            "renditions",
                            """
                            [{"name":"all","width":1080,"format":"png","storage_key":"%1$s/all.png"},
                             {"name":"web","width":1000,"storage_key":"%1$s/web.webp"}]
                            """
                                    .formatted(job.imageId())),
                    data);

            // then 1080 × 16383 / 20000
            assertThat(result)
                    .containsEntry("status", "processed")
                    .containsEntry("original_height", "20000")
                    .containsEntry("processed_width", "885")
                    .containsEntry("processed_height", "16383");
            assertThat(result.get("renditions"))
                    .contains("\"width\":1080,\"height\":20000", "\"width\":885,\"height\":16383");
            BufferedImage stored = read(fixture.stored(result));
            assertThat(stored.getWidth()).isEqualTo(885);
            assertThat(stored.getHeight()).isEqualTo(16_383);
            assertThat(colourAt(stored, 200, 4_000)).isEqualTo("red");
            assertThat(colourAt(stored, 700, 12_000)).isEqualTo("yellow");
        }
    }

    @Test
    void makesAPictureOfOnePixelWidthShorterThatIsTooTall() {
        Map<String, String> result = fixture.process(Job.png(), png(plain(1, 20_000, BufferedImage.TYPE_INT_RGB, RED)));
        assertThat(result).containsEntry("processed_width", "1").containsEntry("processed_height", "16383");
    }

    @Test
    void takesTheFirstFrameOfAnAnimation() {
        // given
        byte[] animation = riff(
                vp8x(2, 16, 16),
                riffChunk("ANIM", new byte[6]),
                frame(0, 0, 16, 16, pictureChunks(webp(RED))),
                frame(0, 0, 16, 16, pictureChunks(webp(BLUE))));

        // when
        Map<String, String> result = fixture.process(Job.webp(), animation);

        // then
        assertThat(colourAt(read(fixture.stored(result)), 8, 8)).isEqualTo("red");
    }

    /** A WebP as the gateway itself writes it. */
    private byte[] webp(int colour) {
        return fixture.stored(fixture.process(Job.png(), png(plain(16, 16, BufferedImage.TYPE_INT_RGB, colour))));
    }

    static String colourAt(BufferedImage image, int x, int y) {
        Color colour = new Color(image.getRGB(x, y));
        boolean red = colour.getRed() > 128;
        boolean green = colour.getGreen() > 128;
        boolean blue = colour.getBlue() > 128;
        if (red && green) {
            return blue ? "white" : "yellow";
        }
        return red ? "red" : green ? "green" : blue ? "blue" : "black";
    }

    private static List<String> chunksOf(byte[] webp) {
        ByteBuffer data = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).position(12);
        List<String> names = new ArrayList<>();
        while (data.remaining() >= 8) {
            byte[] name = new byte[4];
            data.get(name);
            names.add(new String(name, StandardCharsets.US_ASCII));
            int size = data.getInt();
            data.position(Math.min(data.limit(), data.position() + size + (size & 1)));
        }
        return names;
    }
}
