package io.follow.gateway.examples;

import io.follow.gateway.examples.PictureDocument.Shown;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.steps.pipeline.Blur;
import io.follow.gateway.steps.pipeline.Flip;
import io.follow.gateway.steps.pipeline.Grey;
import io.follow.gateway.steps.pipeline.ImageRoute;
import io.follow.gateway.steps.pipeline.Rotate;
import io.follow.gateway.steps.pipeline.Sharpen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures in docs/pictures.md are what the steps make. */
class PicturesDocumentTest {

    private static final PictureDocument DOCUMENT =
            new PictureDocument(Path.of("docs/pictures.md"), Path.of("docs/images/pictures"));
    private static final String WHOLE = "width=360";

    static List<Shown> pictures() {
        return List.of(
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

    @ParameterizedTest
    @MethodSource("pictures")
    void showsWhatTheStepsMake(Shown shown, @TempDir Path folder) throws Exception {
        try (ImageRoute route = new ImageRoute(folder)) {
            // given
            route.bind("blur", new Blur());
            route.bind("sharpen", new Sharpen());
            route.bind("rotate", new Rotate());
            route.bind("flip", new Flip());
            route.bind("grey", new Grey());
            route.put(TestImages.png(Scene.draw()));

            // then
            DOCUMENT.assertShows(shown, route, Map.of());
        }
    }

    @Test
    void showsEachPictureThatThereIs() throws IOException {
        DOCUMENT.assertShowsAll(pictures());
    }
}
