package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.Colour;
import io.follow.gateway.image.Placeholder;
import io.follow.gateway.image.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step as routes call it. */
class AddPlaceholderTest {

    private static final Map<String, String> PNG = Map.of("expected_content_type", "image/png");

    @TempDir
    Path folder;

    private ImageRoute route;

    @BeforeEach
    void start() throws IOException {
        route = new ImageRoute(folder);
    }

    @AfterEach
    void close() {
        route.close();
    }

    private Exchange run(String options, String... steps) throws Exception {
        String[] all = new String[steps.length + 2];
        all[0] = route.check(options);
        all[1] = route.read();
        System.arraycopy(steps, 0, all, 2, steps.length);
        return route.run(PNG, all);
    }

    private ImageWork process(String options, String step) throws Exception {
        Exchange exchange = run(options, "decode.picture", "resize.picture", step, "encode.picture");
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(ImageWork.class);
    }

    private Placeholder placeholder(String options) throws Exception {
        return Objects.requireNonNull(
                process(options, "placeholder.picture").results().placeholder());
    }

    @Test
    void isThatOfTheCropAndNotOfTheWholePicture() throws Exception {
        // given
        route.put(TestImages.png(TestImages.quadrants(600, 300, BufferedImage.TYPE_INT_RGB)));

        // when: the green quarter
        Placeholder made = placeholder("width=50&height=50&fit=cover&position=northeast&format=png&maxWidth=100");

        // then: of red and green on top, blue and yellow below, the right half
        byte[] hash = Base64.getDecoder().decode(made.thumbHash());
        assertThat(hash[3] & 7).as("waves of a square").isEqualTo(7);
        assertThat(made.dominantColour()).isIn(new Colour(0x00FF00), new Colour(0xFFFF00));
    }

    @Test
    void showsTheGroundThatTheOutputFormatShows() throws Exception {
        // given
        route.put(TestImages.png(TestImages.plain(64, 64, BufferedImage.TYPE_INT_ARGB, 0)));

        // when, then
        assertThat(placeholder("format=jpeg&background=#204060").dominantColour())
                .isEqualTo(new Colour(0x204060));
    }

    @Test
    void keepsTheTransparencyThatTheOutputFormatKeeps() throws Exception {
        // given
        route.put(TestImages.png(TestImages.plain(64, 64, BufferedImage.TYPE_INT_ARGB, 0x40FF0000)));

        // when
        Placeholder made = placeholder("format=webp&background=#204060");

        // then
        assertThat(made.dominantColour()).isEqualTo(new Colour(0xFF0000));
        assertThat(Base64.getDecoder().decode(made.thumbHash())[2] & 0x80).isNotZero();
    }

    @Test
    void isLeftOutWhereTheRouteSaysSo() throws Exception {
        // given
        route.put(TestImages.png(TestImages.plain(64, 64, BufferedImage.TYPE_INT_RGB, 0)));

        // when, then
        assertThat(process("format=webp", "placeholder.pictureIf(${body}, false)")
                        .results()
                        .placeholder())
                .isNull();
    }

    @Test
    void isMadeWhereTheRouteSaysSo() throws Exception {
        // given
        route.put(TestImages.png(TestImages.plain(64, 64, BufferedImage.TYPE_INT_RGB, 0)));

        // when
        ImageWork work = process("format=webp", "placeholder.pictureIf(${body}, true)");

        // then
        assertThat(work.results().placeholder()).isNotNull();
        assertThat(work.times().nanos()).containsKey("placeholder");
        assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
    }

    @Test
    void saysWhereItBelongs() throws Exception {
        // given
        route.put(TestImages.png(TestImages.plain(64, 64, BufferedImage.TYPE_INT_RGB, 0)));

        // when, then
        assertThat(run("format=webp", "decode.picture", "placeholder.picture").getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the step resize must come before placeholder in the route");
    }

    @Test
    void saysThatItComesTooLate() throws Exception {
        // given
        route.put(TestImages.png(TestImages.plain(64, 64, BufferedImage.TYPE_INT_RGB, 0)));

        // when, then
        assertThat(run("format=webp", "decode.picture", "resize.picture", "encode.picture", "placeholder.picture")
                        .getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the step placeholder must come before encode in the route");
    }
}
