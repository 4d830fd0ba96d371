package io.follow.gateway.examples;

import io.follow.gateway.examples.PictureDocument.Shown;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.steps.pipeline.ImageRoute;
import io.follow.gateway.steps.pipeline.Redact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures in docs/pictures-watermark-redact.md are what the steps make. */
class MarkedPicturesDocumentTest {

    private static final PictureDocument DOCUMENT =
            new PictureDocument(Path.of("docs/pictures-watermark-redact.md"), Path.of("docs/images/marked"));
    private static final String WHOLE = "width=360";

    @TempDir
    private static Path folder;

    private static Shown watermark(String name, String options) {
        return Shown.of(
                name,
                WHOLE,
                "watermark.draw(${body}, '" + folder.resolve("marks") + "', 'logo.png', '" + options + "')");
    }

    private static Shown redacted(String style) {
        return Shown.of("redact-" + style, WHOLE, "redact.regions(${exchange}, ${body}, '" + style + "')");
    }

    static List<Shown> pictures() {
        return List.of(
                Shown.of("original", WHOLE),
                watermark("watermark", "position=southeast&x=12&y=12&width=20&opacity=0.7"),
                watermark("watermark-tile", "x=30&y=30&width=12&opacity=0.35&tile=true"),
                redacted("pixelate"),
                redacted("blur"),
                redacted("fill"));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void showsWhatTheStepsMake(Shown shown) throws Exception {
        try (ImageRoute route = new ImageRoute(folder)) {
            // given
            Files.write(
                    Files.createDirectories(folder.resolve("marks")).resolve("logo.png"),
                    TestImages.png(Portrait.logo()));
            route.bindWatermark();
            route.bind("redact", new Redact());
            route.put(TestImages.png(Portrait.draw()));

            // then
            DOCUMENT.assertShows(shown, route, Map.of("regions", "[" + Portrait.FACE + "," + Portrait.NUMBER + "]"));
        }
    }

    @Test
    void showsEachPictureThatThereIs() throws IOException {
        DOCUMENT.assertShowsAll(pictures());
    }
}
