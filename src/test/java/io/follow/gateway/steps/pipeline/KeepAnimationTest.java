package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.AnimatedGif;
import io.follow.gateway.image.AnimationTest;
import io.follow.gateway.image.AnimationTest.Played;
import io.follow.gateway.image.FrameArea;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What routes make of the frames of an animation. */
class KeepAnimationTest {

    private static final int CLEAR = 0;
    private static final int R = 0xFFFF0000;
    private static final int G = 0xFF00FF00;
    private static final int B = 0xFF0000FF;
    private static final int Y = 0xFFFFFF00;

    @TempDir
    Path folder;

    private ImageRoute route;

    @BeforeEach
    void start() throws IOException {
        route = new ImageRoute(folder);
        route.put(AnimationTest.gif());
    }

    @AfterEach
    void close() {
        route.close();
    }

    private Exchange run(Map<String, String> job, String options, String keep) throws Exception {
        Map<String, String> fields = new HashMap<>(Map.of("expected_content_type", "image/gif"));
        fields.putAll(job);
        return route.run(
                fields, route.check(options), route.read(), keep, "decode.picture", "resize.picture", "encode.picture");
    }

    private ImageWork process(Map<String, String> job, String options, String keep) throws Exception {
        Exchange exchange = run(job, options, keep);
        assertThat(exchange.getException()).isNull();
        assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
        return exchange.getMessage().getBody(ImageWork.class);
    }

    private Played kept(String options) throws Exception {
        return Played.of(process(Map.of(), options, "animation.keep(${body}, 1000000)")
                .encoded()
                .bytes());
    }

    /** The colours of the frames at one place, which lossy coding has changed a little. */
    private static void assertColours(Played played, int x, int y, int... expected) {
        assertThat(played.frames()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            int found = played.frames().get(i).getRGB(x, y);
            for (int shift = 0; shift < 32; shift += 8) {
                boolean counts = shift == 24 || expected[i] != CLEAR;
                assertThat(counts ? (found >> shift) & 0xFF : (expected[i] >> shift) & 0xFF)
                        .as("frame %d at %d,%d is %08X and like %08X", i, x, y, found, expected[i])
                        .isBetween(((expected[i] >> shift) & 0xFF) - 24, ((expected[i] >> shift) & 0xFF) + 24);
            }
        }
    }

    @Test
    void writesEveryFrameWithItsTime() throws Exception {
        // when
        Played played = kept("format=webp&quality=95");

        // then
        assertColours(played, 20, 25, R, R, R, R);
        assertColours(played, 20, 15, R, G, R, R);
        assertColours(played, 1, 4, R, R, B, CLEAR);
        assertColours(played, 35, 25, R, R, R, Y);
        assertThat(played.millis()).containsExactly(100, 70, 250, 500);
        assertThat(played.plays()).isEqualTo(3);
    }

    @Test
    void keepsFramesThatAreShownForNoTime() throws Exception {
        // given
        FrameArea whole = new FrameArea(0, 0, 40, 30);
        route.put(new AnimatedGif(40, 30)
                .frame(whole, 0, 1, -1, (x, y) -> AnimatedGif.RED)
                .frame(whole, 0, 1, -1, (x, y) -> AnimatedGif.GREEN)
                .frame(whole, 0, 1, -1, (x, y) -> AnimatedGif.BLUE)
                .file());

        // when
        Played played = kept("format=webp&quality=95");

        // then
        assertColours(played, 20, 15, R, G, B);
        assertThat(played.millis()).containsOnly(0);
        assertThat(played.plays()).isEqualTo(1);
    }

    @Test
    void showsAPictureThatDoesNotChangeForTheWholeTime() throws Exception {
        // given: the second frame shows nothing new
        FrameArea whole = new FrameArea(0, 0, 40, 30);
        route.put(new AnimatedGif(40, 30)
                .frame(whole, 10, 1, -1, (x, y) -> AnimatedGif.RED)
                .frame(whole, 20, 1, -1, (x, y) -> AnimatedGif.RED)
                .frame(whole, 30, 1, -1, (x, y) -> AnimatedGif.BLUE)
                .frame(whole, 40, 1, -1, (x, y) -> AnimatedGif.BLUE)
                .file());

        // when
        Played played = kept("format=webp&quality=95");

        // then
        assertThat(played.millis().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1000);
        assertColours(played, 20, 15, R, B);
        assertThat(played.millis()).containsExactly(300, 700);
    }

    @Test
    void scalesEveryFrame() throws Exception {
        // when
        Played played = kept("format=webp&quality=95&width=20");

        // then
        assertThat(played.frames()).extracting(BufferedImage::getHeight).containsOnly(15);
        assertColours(played, 10, 12, R, R, R, R);
        assertColours(played, 10, 7, R, G, R, R);
        assertColours(played, 17, 12, R, R, R, Y);
    }

    @Test
    void cropsEveryFrame() throws Exception {
        // when: the right half of 30 by 30 pixels
        Played played = kept("format=webp&quality=95&width=30&height=30&fit=cover&position=east");

        // then
        assertThat(played.frames()).extracting(BufferedImage::getWidth).containsOnly(30);
        assertColours(played, 10, 15, R, G, R, R);
        assertColours(played, 25, 25, R, R, R, Y);
    }

    @Test
    void keepsThePartThatTheFirstFrameDrawsAttentionTo() throws Exception {
        // given: squares on the left, then on the right
        FrameArea whole = new FrameArea(0, 0, 160, 40);
        route.put(new AnimatedGif(160, 40)
                .frame(
                        whole,
                        10,
                        1,
                        -1,
                        (x, y) -> x < 40 && (x / 5 + y / 5) % 2 == 0 ? AnimatedGif.RED : AnimatedGif.BLUE)
                .frame(
                        whole,
                        10,
                        1,
                        -1,
                        (x, y) -> x > 120 && (x / 5 + y / 5) % 2 == 0 ? AnimatedGif.RED : AnimatedGif.BLUE)
                .file());

        // when
        Played played = kept("format=webp&quality=95&width=40&height=40&fit=cover&position=attention");

        // then: nothing is left of them
        assertThat(played.frames())
                .hasSize(2)
                .extracting(BufferedImage::getWidth)
                .containsOnly(40);
        assertColours(played, 2, 2, R, B);
        assertColours(played, 38, 2, B, B);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"x\":10,\"y\":8,\"width\":20,\"height\":14}]", "[]"})
    void takesTheFirstFrameOfWhatIsRedacted(String regions) throws Exception {
        // given
        route.bind("redact", new Redact());

        // when
        Exchange exchange = route.run(
                Map.of("expected_content_type", "image/gif", "regions", regions),
                route.check("format=webp&quality=95"),
                route.read(),
                "redact.regions(${exchange}, ${body}, 'fill')",
                "animation.keep(${body}, 1000000)",
                "decode.picture",
                "resize.picture",
                "encode.picture");

        // then
        assertThat(exchange.getException()).isNull();
        byte[] file = exchange.getMessage().getBody(ImageWork.class).encoded().bytes();
        assertThat(isAnimated(file)).isEqualTo(regions.equals("[]"));
    }

    @Test
    void takesTheFirstFrameAfterASecondResize() throws Exception {
        // when
        Exchange exchange = route.run(
                Map.of("expected_content_type", "image/gif"),
                route.check("format=webp&width=30&height=30&fit=cover"),
                route.read(),
                "animation.keep(${body}, 1000000)",
                "decode.picture",
                "resize.picture",
                "resize.toWidth(${body}, 15)",
                "encode.picture");

        // then
        assertThat(exchange.getException()).isNull();
        EncodedImage encoded = exchange.getMessage().getBody(ImageWork.class).encoded();
        assertThat(isAnimated(encoded.bytes())).isFalse();
        assertThat(new Size(encoded.width(), encoded.height())).isEqualTo(new Size(15, 15));
    }

    @Test
    void mustComeBeforeDecode() throws Exception {
        // when
        Exchange exchange = route.run(
                Map.of("expected_content_type", "image/gif"),
                route.check("format=webp"),
                route.read(),
                "decode.picture",
                "animation.keep(${body}, 1000000)");

        // then
        assertThat(exchange.getException()).hasMessageContaining("the step animation must come before decode");
    }

    private static boolean isAnimated(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).contains("ANMF");
    }

    @Test
    void putsEveryFrameOnItsCanvas() throws Exception {
        // when
        Played clear = kept("format=webp&quality=95&width=40&height=40&fit=contain");

        // then: five transparent rows above
        assertThat(clear.frames()).extracting(BufferedImage::getHeight).containsOnly(40);
        assertColours(clear, 20, 1, CLEAR, CLEAR, CLEAR, CLEAR);
        assertColours(clear, 20, 20, R, G, R, R);
    }

    @Test
    void decodesOnceForAllSizesAndLeavesStillFormatsStill() throws Exception {
        // given
        String renditions =
                "[{\"name\":\"small\",\"width\":20,\"format\":\"webp\",\"quality\":95,\"storage_key\":\"a1/small\"},"
                        + "{\"name\":\"still\",\"width\":20,\"format\":\"png\",\"storage_key\":\"a1/still\"}]";

        // when
        ImageWork work =
                process(Map.of("renditions", renditions), "format=webp&quality=95", "animation.keep(${body}, 1000000)");

        // then
        assertThat(Played.of(work.encoded().bytes()).frames()).hasSize(4);
        Played small = Played.of(work.results().encodedRenditions().get(0).bytes());
        assertColours(small, 10, 7, R, G, R, R);
        EncodedImage still = work.results().encodedRenditions().get(1);
        assertThat(new Size(still.width(), still.height())).isEqualTo(new Size(20, 15));
        assertThat(TestImages.read(still.bytes()).getRGB(10, 7)).isEqualTo(R);
    }

    @ParameterizedTest
    @ValueSource(strings = {"animation.keepIf(${body}, false, 1000000)", "animation.keepIf(${body}, true, 1000000)"})
    void isWhatTheRouteSays(String keep) throws Exception {
        // when
        byte[] file = process(Map.of(), "format=webp", keep).encoded().bytes();

        // then
        assertThat(isAnimated(file)).isEqualTo(keep.contains("true"));
    }

    @Test
    void takesTheFirstFrameForOtherFormats() throws Exception {
        // when
        ImageWork work = process(Map.of(), "format=jpeg", "animation.keep(${body}, 1)");

        // then
        assertThat(work.encoded().options().format()).isEqualTo(ImageFormat.JPEG);
        assertThat(work.frames().keepsAll()).isFalse();
    }

    @Test
    void refusesMorePixelsOfAllFramesThanTheLimit() throws Exception {
        // when: one less than four frames of 40 by 30
        Exchange exchange = run(Map.of(), "format=webp", "animation.keep(${body}, 4799)");

        // then
        assertThat(exchange.getException())
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.getCode()).isEqualTo(ErrorCode.DECOMPRESSION_BOMB))
                .hasMessage(
                        "the animation has 4 frames of 40×30 pixels; allowed: at most 4799 pixels of all frames together");
    }

    @Test
    void animatesAgainWhatItHasWritten() throws Exception {
        // given
        byte[] first = process(Map.of(), "format=webp&quality=95", "animation.keep(${body}, 1000000)")
                .encoded()
                .bytes();

        try (ImageRoute second = new ImageRoute(folder.resolve("second"))) {
            second.put(first);

            // when
            Exchange exchange = second.run(
                    Map.of("expected_content_type", "image/webp"),
                    second.check("format=webp&quality=95&width=20"),
                    second.read(),
                    "animation.keep(${body}, 1000000)",
                    "decode.picture",
                    "resize.picture",
                    "encode.picture");

            // then
            assertThat(exchange.getException()).isNull();
            Played played = Played.of(
                    exchange.getMessage().getBody(ImageWork.class).encoded().bytes());
            assertColours(played, 10, 7, R, G, R, R);
            assertThat(played.millis()).isEqualTo(List.of(100, 70, 250, 500));
            assertThat(played.plays()).isEqualTo(3);
        }
    }
}
