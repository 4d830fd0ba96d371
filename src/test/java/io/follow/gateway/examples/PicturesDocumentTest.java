package io.follow.gateway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.TestImages;
import io.follow.gateway.steps.pipeline.Blur;
import io.follow.gateway.steps.pipeline.Flip;
import io.follow.gateway.steps.pipeline.Grey;
import io.follow.gateway.steps.pipeline.ImageRoute;
import io.follow.gateway.steps.pipeline.ImageWork;
import io.follow.gateway.steps.pipeline.Rotate;
import io.follow.gateway.steps.pipeline.Sharpen;
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
 * The pictures in docs/pictures.md are what the steps make. With {@code -Dpictures.write=true}, this test writes them
 * instead of comparing them.
 */
class PicturesDocumentTest {

    private static final Path DOCUMENT = Path.of("docs/pictures.md");
    private static final Path PICTURES = Path.of("docs/images/pictures");
    private static final String WHOLE = "width=360";

    /** The mean difference of a component up to which two pictures are one, coded by other versions of the codecs. */
    private static final double SAME = 2;

    /**
     * A picture of the document.
     *
     * @param options of the job
     * @param steps the steps that change it
     */
    private record Shown(String name, String options, List<String> steps) {

        static Shown of(String name, String options, String... steps) {
            return new Shown(name, options, List.of(steps));
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
                Shown.of("original", WHOLE),
                Shown.of("centre", "width=180&height=180&fit=cover"),
                Shown.of("attention", "width=180&height=180&fit=cover&position=attention"),
                Shown.of("blur", WHOLE, "blur.by(${body}, 4)"),
                Shown.of("sharpen", WHOLE, "sharpen.by(${body}, 1, 1.5)"),
                Shown.of("rotate-90", "width=160", "rotate.by(${body}, 90)"),
                Shown.of("rotate-10", WHOLE, "rotate.onto(${body}, 10, '#2f5d3a')"),
                Shown.of("flip", WHOLE, "flip.horizontally"),
                Shown.of("grey", WHOLE, "grey.picture"));
    }

    @TempDir
    Path folder;

    private byte[] made(Shown shown) throws Exception {
        try (ImageRoute route = new ImageRoute(folder)) {
            route.bind("blur", new Blur());
            route.bind("sharpen", new Sharpen());
            route.bind("rotate", new Rotate());
            route.bind("flip", new Flip());
            route.bind("grey", new Grey());
            route.put(TestImages.png(Scene.draw()));
            String[] steps = Stream.of(
                            List.of(route.check("format=webp&quality=85&" + shown.options())),
                            shown.steps(),
                            List.of(route.read(), "decode.picture", "resize.picture", "encode.picture"))
                    .flatMap(List::stream)
                    .toArray(String[]::new);
            Exchange exchange = route.run(Map.of("expected_content_type", "image/png"), steps);
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
                .allSatisfy(shown -> assertThat(document).contains("(images/pictures/" + shown.name() + ".webp)"));
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
