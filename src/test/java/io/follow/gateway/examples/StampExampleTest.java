package io.follow.gateway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.TestImages;
import io.follow.gateway.steps.pipeline.ImageRoute;
import io.follow.gateway.steps.pipeline.ImageWork;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CONTRIBUTING.md, "Add a step": what it shows works, and is what is tested here. */
class StampExampleTest {

    private static final int BLACK = 0xFF000000;
    private static final int WHITE = 0xFFFFFFFF;

    @TempDir
    Path folder;

    private ImageRoute route;

    @BeforeEach
    void start() throws IOException {
        BufferedImage image = TestImages.plain(10, 10, BufferedImage.TYPE_INT_ARGB, BLACK);
        route = new ImageRoute(folder);
        route.bind("stamp", new AddStamp(new Stamp(image)));
    }

    @AfterEach
    void close() {
        route.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void marksThePicture(String format) throws Exception {
        // given
        BufferedImage picture = TestImages.plain(64, 48, BufferedImage.TYPE_INT_RGB, WHITE);
        route.put(format.equals("jpeg") ? TestImages.jpeg(picture) : TestImages.png(picture));

        // when
        Exchange exchange = route.run(
                Map.of("expected_content_type", "image/" + format),
                route.check("width=32&format=png"),
                "stamp.toPictures",
                route.read(),
                "decode.picture",
                "resize.picture",
                "encode.picture");

        // then
        BufferedImage marked = TestImages.read(
                exchange.getMessage().getBody(ImageWork.class).encoded().bytes());
        assertThat(marked.getRGB(31, 23)).isEqualTo(BLACK);
        assertThat(marked.getRGB(22, 14)).isEqualTo(BLACK);
        assertThat(marked.getRGB(21, 14)).isEqualTo(WHITE);
    }

    @Test
    void comesBeforeTheMemoryOfTheJobIsAsked() throws Exception {
        // given
        route.put(TestImages.jpeg(TestImages.plain(64, 48, BufferedImage.TYPE_INT_RGB, WHITE)));

        // when
        Exchange exchange =
                route.run(Map.of(), route.check("width=32"), route.read(), "decode.picture", "stamp.toPictures");

        // then
        assertThat(exchange.getException()).hasMessageContaining("must come before decode");
    }

    @ParameterizedTest
    @ValueSource(classes = {Stamp.class, AddStamp.class})
    void theDocumentShowsWhatIsTested(Class<?> shown) throws IOException {
        // given
        String file = Files.readString(
                Path.of("src/test/java").resolve(shown.getName().replace('.', '/') + ".java"));
        String code = file.substring(file.indexOf("/**"));

        // then
        assertThat(Files.readString(Path.of("CONTRIBUTING.md"))).contains("```java\n" + code + "```\n");
    }
}
