package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.TestEngines;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.image.java2d.JavaEngine;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The steps that change pixels, as routes call them. */
class PictureOperationStepsTest {

    private static final int RED = 0xFF0000;
    private static final int GREEN = 0x00FF00;
    private static final int BLUE = 0x0000FF;
    private static final int YELLOW = 0xFFFF00;
    private static final String THUMB =
            "[{\"name\":\"thumb\",\"width\":40,\"height\":20,\"fit\":\"cover\",\"position\":\"northeast\",\"storage_key\":\"a1/thumb\"}]";

    @TempDir
    Path folder;

    static Stream<List<ImageEngine>> engines() {
        ImageEngine java = JavaEngine.create();
        return Stream.of(List.of(TestEngines.NATIVE_BEST, java), List.of(java));
    }

    private static ImageWork work(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(ImageWork.class);
    }

    private BufferedImage image(List<ImageEngine> engines, String options, String... operations) throws Exception {
        try (ImageRoute route = OperationRoute.open(folder, engines)) {
            route.put(TestImages.jpeg(TestImages.quadrants(640, 320, BufferedImage.TYPE_INT_RGB)));
            ImageWork work = work(OperationRoute.run(route, options, Map.of(), operations));
            assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
            return TestImages.read(work.encoded().bytes());
        }
    }

    private static void assertQuadrants(BufferedImage image, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            int x = image.getWidth() * (i % 2 == 0 ? 1 : 3) / 4;
            int y = image.getHeight() * (i < 2 ? 1 : 3) / 4;
            assertColour(image.getRGB(x, y), expected[i]);
        }
    }

    private static void assertColour(int found, int expected) {
        for (int shift = 0; shift < 24; shift += 8) {
            assertThat((found >> shift) & 0xFF)
                    .as("%06X is like %06X", found & 0xFFFFFF, expected)
                    .isBetween(((expected >> shift) & 0xFF) - 8, ((expected >> shift) & 0xFF) + 8);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aBlurSoftensEdges(List<ImageEngine> engines) throws Exception {
        // when
        BufferedImage image = image(engines, "width=64&format=png", "blur.by(${body}, 2)");

        // then: between red and green it is half of each
        assertQuadrants(image, RED, GREEN, BLUE, YELLOW);
        assertThat((image.getRGB(31, 8) >> 16) & 0xFF).isBetween(95, 160);
        assertThat((image.getRGB(31, 8) >> 8) & 0xFF).isBetween(95, 160);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void aSharpenedPictureHasGreaterDifferences(List<ImageEngine> engines) throws Exception {
        try (ImageRoute route = OperationRoute.open(folder, engines)) {
            // given
            BufferedImage source = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 64 * 64; i++) {
                source.setRGB(i % 64, i / 64, i % 64 < 32 ? 0x606060 : 0xA0A0A0);
            }
            route.put(TestImages.jpeg(source));

            // when
            BufferedImage plain =
                    TestImages.read(work(OperationRoute.run(route, "format=png", Map.of(), "sharpen.picture"))
                            .encoded()
                            .bytes());

            // then
            assertThat(plain.getRGB(31, 32) & 0xFF).isBetween(0x40, 0x5A);
            assertThat(plain.getRGB(32, 32) & 0xFF).isBetween(0xA6, 0xC0);
            assertThat(plain.getRGB(10, 32) & 0xFF).isBetween(0x5E, 0x62);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void greyLeavesNoColour(List<ImageEngine> engines) throws Exception {
        assertQuadrants(image(engines, "width=64&format=png", "grey.picture"), 0x7F7F7F, 0xDCDCDC, 0x4C4C4C, 0xF7F7F7);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void operationsFollowEachOtherInTheOrderOfTheRoute(List<ImageEngine> engines) throws Exception {
        // when: mirrored, then turned clockwise
        BufferedImage image =
                image(engines, "width=32&format=png", "flip.horizontally", "rotate.by(${body}, 90)", "grey.picture");

        // then: yellow, green, blue, red
        assertThat(image.getWidth()).isEqualTo(32);
        assertThat(image.getHeight()).isEqualTo(64);
        assertQuadrants(image, 0xF7F7F7, 0xDCDCDC, 0x4C4C4C, 0x7F7F7F);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void flipSwapsSides(List<ImageEngine> engines) throws Exception {
        assertQuadrants(image(engines, "width=64&format=png", "flip.horizontally"), GREEN, RED, YELLOW, BLUE);
        assertQuadrants(image(engines, "width=64&format=png", "flip.vertically"), BLUE, YELLOW, RED, GREEN);
    }

    @ParameterizedTest
    @CsvSource({"90, 32, 64", "-270, 32, 64", "180, 32, 16", "270, 32, 64", "-90, 32, 64", "360, 32, 16", "0, 32, 16"})
    void theBoxIsThatOfTheResult(double degrees, int width, int height) throws Exception {
        // when
        BufferedImage image = image(
                List.of(TestEngines.NATIVE_BEST), "width=32&format=png", "rotate.by(${body}, %s)".formatted(degrees));

        // then
        assertThat(new Size(image.getWidth(), image.getHeight())).isEqualTo(new Size(width, height));
        switch ((int) ((degrees + 360) % 360)) {
            case 90 -> assertQuadrants(image, BLUE, RED, YELLOW, GREEN);
            case 180 -> assertQuadrants(image, YELLOW, BLUE, GREEN, RED);
            case 270 -> assertQuadrants(image, GREEN, YELLOW, RED, BLUE);
            default -> assertQuadrants(image, RED, GREEN, BLUE, YELLOW);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void renditionsAreTurnedTooAndCroppedWhereTheirPositionSays(List<ImageEngine> engines) throws Exception {
        try (ImageRoute route = OperationRoute.open(folder, engines)) {
            // given
            route.put(TestImages.jpeg(TestImages.quadrants(640, 320, BufferedImage.TYPE_INT_RGB)));

            // when
            ImageWork work = work(OperationRoute.run(
                    route, "width=64&format=png", Map.of("renditions", THUMB), "rotate.by(${body}, 90)"));

            // then: turned, blue and red lie above yellow and green; the crop keeps the upper part of 40 by 80
            BufferedImage thumb =
                    TestImages.read(work.results().encodedRenditions().get(0).bytes());
            assertThat(new Size(thumb.getWidth(), thumb.getHeight())).isEqualTo(new Size(40, 20));
            assertQuadrants(thumb, BLUE, RED, BLUE, RED);
            assertThat(TestImages.read(work.encoded().bytes()).getHeight()).isEqualTo(128);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void anyOtherAngleEnlargesTheCanvas(List<ImageEngine> engines) throws Exception {
        // when
        BufferedImage clear = image(engines, "width=64&format=png", "rotate.by(${body}, 45)");
        BufferedImage teal = image(engines, "width=64&format=jpeg&quality=100", "rotate.onto(${body}, 45, '#008080')");
        BufferedImage white = image(engines, "width=64&format=jpeg&quality=100", "rotate.by(${body}, 45)");

        // then
        assertThat(new Size(clear.getWidth(), clear.getHeight())).isEqualTo(new Size(68, 68));
        assertThat(clear.getRGB(1, 1) >>> 24).isZero();
        assertColour(teal.getRGB(1, 1), 0x008080);
        assertColour(white.getRGB(1, 1), 0xFFFFFF);
        assertColour(clear.getRGB(28, 17), RED);
        assertColour(clear.getRGB(51, 40), GREEN);
    }
}
