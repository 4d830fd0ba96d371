package io.follow.gateway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.TestImages;
import io.follow.gateway.steps.pipeline.ImageRoute;
import io.follow.gateway.steps.pipeline.ImageWork;
import io.follow.gateway.steps.pipeline.Redact;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pictures in docs/pictures-watermark-redact.md are what the steps make. With {@code -Dpictures.write=true}, this test
 * writes them instead of comparing them.
 */
class MarkedPicturesDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/pictures-watermark-redact.md");
    private static final Path PICTURES = Path.of("docs/images/marked");

    /** The mean difference of a component up to which two pictures are one, coded by other versions of the codecs. */
    private static final double SAME = 2;

    /** A picture of the document, and the step that makes it. */
    private record Shown(String name, List<String> steps) {

        static Shown watermark(String name, String options) {
            return new Shown(name, List.of("watermark.draw(${body}, 'FOLDER/marks', 'logo.png', '" + options + "')"));
        }

        static Shown redacted(String style) {
            return new Shown("redact-" + style, List.of("redact.regions(${exchange}, ${body}, '" + style + "')"));
        }

        Path file() {
            return PICTURES.resolve(name + ".webp");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shown> pictures() {
        return Stream.of(
                new Shown("original", List.of()),
                Shown.watermark("watermark", "position=southeast&x=12&y=12&width=20&opacity=0.7"),
                Shown.watermark("watermark-tile", "x=30&y=30&width=12&opacity=0.35&tile=true"),
                Shown.redacted("pixelate"),
                Shown.redacted("blur"),
                Shown.redacted("fill"));
    }

    @TempDir
    Path folder;

    private byte[] made(Shown shown) throws Exception {
        Files.createDirectories(folder.resolve("marks"));
        Files.write(folder.resolve("marks/logo.png"), TestImages.png(Portrait.logo()));
        try (ImageRoute route = new ImageRoute(folder)) {
            route.bindWatermark();
            route.bind("redact", new Redact());
            route.put(TestImages.png(Portrait.draw()));
            String[] steps = Stream.of(
                            List.of(route.check("width=360&format=webp&quality=85"), route.read()),
                            shown.steps().stream()
                                    .map(step -> step.replace("FOLDER", folder.toString()))
                                    .toList(),
                            List.of("decode.picture", "resize.picture", "encode.picture"))
                    .flatMap(List::stream)
                    .toArray(String[]::new);
            Exchange exchange = route.run(
                    Map.of(
                            "expected_content_type",
                            "image/png",
                            "regions",
                            "[" + Portrait.FACE + "," + Portrait.NUMBER + "]"),
                    steps);
            assertThat(exchange.getException()).isNull();
            return exchange.getMessage().getBody(ImageWork.class).encoded().bytes();
        }
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void showsWhatTheStepsMake(Shown shown) throws Exception {
        // given
        if (Boolean.getBoolean("pictures.write")) {
            Files.createDirectories(PICTURES);
            Files.write(shown.file(), made(shown));
        }

        // then
        assertThat(difference(TestImages.read(Files.readAllBytes(shown.file())), TestImages.read(made(shown))))
                .isLessThan(SAME);
    }

    @Test
    void showsEachPictureThatThereIs() throws IOException {
        // given
        String document = Files.readString(DOCUMENT);

        // then
        try (Stream<Path> files = Files.list(PICTURES)) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(
                            pictures().map(Shown::file).toList());
        }
        assertThat(pictures())
                .allSatisfy(shown -> assertThat(document).contains("(images/marked/" + shown.name() + ".webp)"));
    }

    /** Of two components, in the mean. */
    private static double difference(BufferedImage found, BufferedImage expected) {
        assertThat(found.getWidth()).isEqualTo(expected.getWidth());
        assertThat(found.getHeight()).isEqualTo(expected.getHeight());
        long sum = 0;
        for (int y = 0; y < found.getHeight(); y++) {
            for (int x = 0; x < found.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    sum += Math.abs(((found.getRGB(x, y) >> shift) & 0xFF) - ((expected.getRGB(x, y) >> shift) & 0xFF));
                }
            }
        }
        return sum / (3.0 * found.getWidth() * found.getHeight());
    }
}
