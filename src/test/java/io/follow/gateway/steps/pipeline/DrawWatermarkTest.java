package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.TestEngines;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.storage.StoreCircuitBreaker;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The step {@code watermark} in a route. */
class DrawWatermarkTest {

    private static final int WHITE = 0xFFFFFFFF;
    private static final int BLACK = 0xFF000000;
    private static final int RED = 0xFFFF0000;
    private static final String DRAW = "watermark.draw(${body}, '%s/marks', 'logo.png', '%s')";

    @TempDir
    Path folder;

    private final StoreCircuitBreaker gate = new StoreCircuitBreaker(1, Runnable::run);
    private final AtomicLong clock = new AtomicLong();
    private ImageRoute route;

    @BeforeEach
    void start() throws IOException {
        begin(List.of(TestEngines.NATIVE_BEST, TestEngines.JAVA));
        Files.createDirectories(folder.resolve("marks"));
        putMark(BLACK);
    }

    private void begin(List<ImageEngine> engines) throws IOException {
        route = new ImageRoute(folder, engines);
        route.bindWatermark(gate, clock::get);
        route.put(TestImages.png(TestImages.plain(640, 320, BufferedImage.TYPE_INT_RGB, WHITE)));
    }

    @AfterEach
    void close() {
        route.close();
    }

    private void putMark(int argb) throws IOException {
        putMark(TestImages.png(TestImages.plain(20, 10, BufferedImage.TYPE_INT_ARGB, argb)));
    }

    private void putMark(byte[] file) throws IOException {
        Files.write(folder.resolve("marks/logo.png"), file);
    }

    private Exchange run(Map<String, String> job, String options) throws Exception {
        Map<String, String> fields = new java.util.HashMap<>(job);
        fields.put("expected_content_type", "image/png");
        return route.run(
                fields,
                route.check("maxWidth=320&format=png"),
                DRAW.formatted(folder, options),
                route.read(),
                "decode.picture",
                "resize.picture",
                "encode.picture");
    }

    private static ImageWork work(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(ImageWork.class);
    }

    private int corner(Exchange exchange) {
        BufferedImage image = TestImages.read(work(exchange).encoded().bytes());
        return image.getRGB(image.getWidth() - 1, image.getHeight() - 1);
    }

    static Stream<List<ImageEngine>> engines() {
        // The native engine leaves the PNG of a small mark to the other one.
        return Stream.of(List.of(TestEngines.NATIVE_BEST, TestEngines.JAVA), List.of(TestEngines.JAVA));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void marksThePictureAndItsRenditionsInProportion(List<ImageEngine> engines) throws Exception {
        // given
        route.close();
        begin(engines);
        String thumb =
                "[{\"name\":\"thumb\",\"width\":80,\"height\":80,\"fit\":\"cover\",\"storage_key\":\"a1/thumb\"}]";

        // when
        ImageWork work = work(run(Map.of("renditions", thumb), "position=northeast&x=8&y=4&width=25"));

        // then: a quarter of the width, and half as high
        assertMark(TestImages.read(work.encoded().bytes()), 320 - 80 - 8, 4, 80, 40);
        assertMark(TestImages.read(work.results().encodedRenditions().get(0).bytes()), 80 - 20 - 8, 4, 20, 10);
        assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
    }

    private static void assertMark(BufferedImage image, int left, int top, int width, int height) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean inMark = x >= left && x < left + width && y >= top && y < top + height;
                assertThat(image.getRGB(x, y)).as("%d %d", x, y).isEqualTo(inMark ? BLACK : WHITE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg"})
    void aMarkMayHaveAnyFormatThatIsRead(String format) throws Exception {
        // given
        BufferedImage image = TestImages.plain(32, 32, BufferedImage.TYPE_INT_RGB, RED);
        putMark(format.equals("png") ? TestImages.png(image) : TestImages.jpeg(image));

        // when
        int pixel = corner(run(Map.of(), ""));

        // then
        assertThat((pixel >> 16) & 0xFF).isGreaterThan(0xF8);
        assertThat(pixel & 0xFF).isLessThan(8);
    }

    @Test
    void aMarkIsUsedForAMinuteAndThenReadAgain() throws Exception {
        // given
        assertThat(corner(run(Map.of(), ""))).isEqualTo(BLACK);
        putMark(RED);

        // when
        clock.addAndGet(WatermarkCache.TRUSTED.toNanos() - 1);
        // then
        assertThat(corner(again())).isEqualTo(BLACK);

        // when
        clock.addAndGet(1);
        // then
        assertThat(corner(again())).isEqualTo(RED);
    }

    /** Sends another job to the route. */
    private Exchange again() {
        return route.send(Map.of(
                "image_id", "a1", "storage_key", "a1/main", "source_key", "a", "expected_content_type", "image/png"));
    }

    @Test
    void aMissingMarkPausesThePipelineUntilItIsThere() throws Exception {
        // given
        Files.delete(folder.resolve("marks/logo.png"));

        // when
        Exchange exchange = run(Map.of(), "");

        // then
        assertFails(exchange, ErrorCode.STORAGE_READ_FAILED, "the watermark logo.png cannot be used: there is no such");
        assertThat(gate.closedBecause("image")).contains("logo.png").doesNotContain(folder.toString());
        assertThat(gate.closedBecause("avatars")).isNull();

        // when
        gate.probeAgain();
        // then
        assertThat(gate.closedBecause("image")).isNotNull();

        // when
        putMark(BLACK);
        gate.probeAgain();
        // then
        assertThat(gate.closedBecause("image")).isNull();
        assertThat(corner(again())).isEqualTo(BLACK);
    }

    private static void assertFails(Exchange exchange, ErrorCode code, String message) {
        assertThat(exchange.getException())
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.getCode()).isEqualTo(code))
                .hasMessageContaining(message);
        assertThat(((JobException) exchange.getException()).isRetried()).isTrue();
    }

    @Test
    void aMarkThatIsNoImageIsAFaultOfThePlace() throws Exception {
        // given
        putMark("not an image".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        // when
        Exchange exchange = run(Map.of(), "");

        // then
        assertFails(exchange, ErrorCode.STORAGE_READ_FAILED, "it is no image; expected an image of at most 4000000");
        assertThat(gate.closedBecause("image")).isNotNull();
    }

    @Test
    void aMarkWhosePixelsAreDamagedIsAFaultOfThePlace() throws Exception {
        // given: a header without what it announces
        byte[] file = TestImages.png(TestImages.quadrants(200, 200, BufferedImage.TYPE_INT_RGB));
        putMark(java.util.Arrays.copyOf(file, file.length / 2));

        // when
        Exchange exchange = run(Map.of(), "");

        // then
        assertFails(exchange, ErrorCode.STORAGE_READ_FAILED, "the watermark logo.png cannot be used");
        assertThat(gate.closedBecause("image")).isNotNull();
        assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
    }

    @Test
    void aMarkIsAtMostFourMegapixels() throws Exception {
        // given
        putMark(TestImages.png(new BufferedImage(2001, 2000, BufferedImage.TYPE_BYTE_BINARY)));

        // when
        Exchange exchange = run(Map.of(), "");

        // then
        assertFails(exchange, ErrorCode.STORAGE_READ_FAILED, "2001×2000 pixels");
    }

    @Test
    void afterAFailureNothingOlderIsDrawn() throws Exception {
        // given
        assertThat(corner(run(Map.of(), ""))).isEqualTo(BLACK);
        Files.delete(folder.resolve("marks/logo.png"));

        // when
        clock.addAndGet(WatermarkCache.TRUSTED.toNanos());

        // then
        assertFails(again(), ErrorCode.STORAGE_READ_FAILED, "there is no such object");
    }

    @Test
    void optionsThatAreNotUnderstoodSayWhatIsExpected() throws Exception {
        assertFails(
                run(Map.of(), "opacity=2"),
                ErrorCode.PROCESS_FAILED,
                "the step watermark of this route: found opacity=2, expected a number from 0 to 1");
    }
}
