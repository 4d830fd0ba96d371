package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Region;
import io.follow.gateway.image.RegionDetector;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The step {@code detect} in a route, with a detector that finds what is red. */
class DetectTest {

    private static final String DETECT = "detect.regions(${exchange}, ${body}, 'red')";
    private static final String REDACT = "redact.regions(${exchange}, ${body}, 'fill')";

    private static final Map<String, String> FIELDS = Map.of(
            "image_id", "a1",
            "storage_key", "a1/main",
            "source_key", "a",
            "expected_content_type", "image/png",
            "regions", "[]");

    @TempDir
    Path folder;

    private final RedDetector detector = new RedDetector();
    private ImageRoute route;

    /** Finds the rectangle around the red pixels of pictures of at most 100 pixels a side. */
    private static final class RedDetector implements RegionDetector {

        private final List<Size> seen = new ArrayList<>();
        private boolean broken;

        @Override
        public String name() {
            return "red";
        }

        @Override
        public int longestSide() {
            return 100;
        }

        @Override
        public List<Region> detect(BufferedImage picture) throws ImageException {
            if (broken) {
                throw new ImageException(ImageError.PROCESS_FAILED, "the detector is out of order");
            }
            seen.add(new Size(picture.getWidth(), picture.getHeight()));
            Region found = null;
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    int pixel = picture.getRGB(x, y);
                    if (((pixel >> 16) & 0xFF) > 0x80 && (pixel & 0xFF) < 0x80) {
                        Region here = new Region(x, y, 1, 1);
                        found = found == null ? here : found.around(here);
                    }
                }
            }
            return found == null ? List.of() : List.of(found);
        }
    }

    @BeforeEach
    void start() throws IOException {
        route = new ImageRoute(folder);
        route.bindDetect(List.of(detector));
        route.bind("redact", new Redact());
    }

    @AfterEach
    void close() {
        route.close();
    }

    private static BufferedImage redAt(int left, int top) {
        BufferedImage image = TestImages.plain(400, 300, BufferedImage.TYPE_INT_RGB, 0xFFFFFFFF);
        for (int y = top; y < Math.min(300, top + 40); y++) {
            for (int x = left; x < Math.min(400, left + 40); x++) {
                image.setRGB(x, y, 0xFFFF0000);
            }
        }
        return image;
    }

    private Exchange run(Map<String, String> job, String... steps) throws Exception {
        List<String> all = new ArrayList<>(List.of(route.check("format=png"), route.read()));
        all.addAll(List.of(steps));
        all.addAll(List.of("decode.picture", "resize.picture", "encode.picture"));
        Map<String, String> fields = new java.util.HashMap<>(job);
        fields.put("expected_content_type", "image/png");
        return route.run(fields, all.toArray(String[]::new));
    }

    private static BufferedImage picture(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return TestImages.read(
                exchange.getMessage().getBody(ImageWork.class).encoded().bytes());
    }

    @Test
    void redactsWhatTheDetectorFindsInASmallerPicture() throws Exception {
        // given
        route.put(TestImages.png(redAt(200, 100)));

        // when
        Exchange exchange = run(Map.of(), DETECT, REDACT);

        // then
        BufferedImage image = picture(exchange);
        assertThat(detector.seen).containsExactly(new Size(100, 75));
        assertThat(exchange.getMessage().getHeader("GatewayRegions", String.class))
                .isEqualTo("[{\"x\":200,\"y\":100,\"width\":40,\"height\":40}]");
        assertThat(image.getRGB(220, 120)).isNotEqualTo(0xFFFF0000);
        assertThat(image.getRGB(220, 120)).isEqualTo(image.getRGB(200, 100));
        assertThat(image.getRGB(180, 120)).isEqualTo(0xFFFFFFFF);
        assertThat(image.getWidth()).isEqualTo(400);
        assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
    }

    @Test
    void findingNothingIsAnAnswer() throws Exception {
        // given
        route.put(TestImages.png(redAt(400, 300)));

        // when
        Exchange exchange = run(Map.of(), DETECT, REDACT);

        // then
        assertThat(picture(exchange).getRGB(200, 100)).isEqualTo(0xFFFFFFFF);
        assertThat(exchange.getMessage().getHeader("GatewayRegions", String.class))
                .isEqualTo("[]");
    }

    @Test
    void addsToWhatAnotherStepHasFound() throws Exception {
        // given
        route.put(TestImages.png(redAt(200, 100)));

        // when
        Exchange exchange = run(Map.of("regions", "[]"), DETECT, DETECT, REDACT);

        // then
        picture(exchange);
        assertThat(exchange.getMessage().getHeader("GatewayRegions", String.class))
                .isEqualTo("[{\"x\":200,\"y\":100,\"width\":40,\"height\":40},"
                        + "{\"x\":200,\"y\":100,\"width\":40,\"height\":40}]");
    }

    @Test
    void aDetectorThatFailsIsTriedAgain() throws Exception {
        // given
        route.put(TestImages.png(redAt(200, 100)));
        detector.broken = true;

        // when
        Exchange exchange = run(Map.of("regions", "[]"), DETECT, REDACT);

        // then
        assertThat(exchange.getException())
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.getCode()).isEqualTo(ErrorCode.PROCESS_FAILED))
                .hasMessage("the detector is out of order");
        assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
    }

    @Test
    void anotherAttemptKnowsWhatWasFoundBefore() throws Exception {
        // given: a detector that fails once
        route.put(TestImages.png(redAt(200, 100)));
        detector.broken = true;
        route.bind("repair", new Repair(detector));
        route.load(
                """
                - route:
                    id: job
                    errorHandler:
                      defaultErrorHandler:
                        redeliveryPolicy: {maximumRedeliveries: 1, redeliveryDelay: 0}
                        onRedeliveryRef: repair
                    from:
                      uri: direct:job
                      steps:
                        - bean: {ref: checkJob, method: "checkWith(${exchange}, 'FOLDER/in', 'FOLDER/out', 'format=png')"}
                        - bean: {ref: readSource, method: "from(${body}, 'FOLDER/in')"}
                        - setHeader: {name: GatewayRegions, constant: '[{"x":1,"y":2,"width":3,"height":4}]'}
                        - bean: {ref: detect, method: "regions(${exchange}, ${body}, 'red')"}
                """);

        // when
        Exchange exchange = route.send(FIELDS);

        // then
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader("GatewayRegions", String.class))
                .isEqualTo("[{\"x\":1,\"y\":2,\"width\":3,\"height\":4},"
                        + "{\"x\":200,\"y\":100,\"width\":40,\"height\":40}]");
    }

    /** Repairs the detector before the next attempt. */
    private record Repair(RedDetector detector) implements Processor {

        @Override
        public void process(Exchange exchange) {
            detector.broken = false;
        }
    }

    @Test
    void whenARouteGoesOnWithoutTheDetectorNothingIsStoredUnredacted() throws Exception {
        // given: a job with regions of its own, which are not all there is
        route.put(TestImages.png(redAt(200, 100)));
        detector.broken = true;
        route.load(
                """
                - route:
                    id: job
                    from:
                      uri: direct:job
                      steps:
                        - bean: {ref: checkJob, method: "checkWith(${exchange}, 'FOLDER/in', 'FOLDER/out', 'format=png')"}
                        - bean: {ref: readSource, method: "from(${body}, 'FOLDER/in')"}
                        - doTry:
                            steps:
                              - bean: {ref: detect, method: "regions(${exchange}, ${body}, 'red')"}
                            doCatch:
                              - exception: [java.lang.Throwable]
                                steps:
                                  - log: {message: goes on}
                        - bean: {ref: redact, method: "regions(${exchange}, ${body}, 'fill')"}
                """);

        // when
        Exchange exchange = route.send(FIELDS);

        // then
        assertThat(exchange.getException())
                .isInstanceOf(JobException.class)
                .hasMessageContaining("the header GatewayRegions is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {REDACT, "placeholder.pictureIf(${body}, false)"})
    void whatWasMadeBeforeTheStepIsMadeAgain(String next) throws Exception {
        // given
        route.put(TestImages.png(redAt(200, 100)));
        Map<String, String> job = Map.of("expected_content_type", "image/png");

        // when
        Exchange exchange = route.run(
                job,
                route.check("format=png"),
                route.read(),
                "decode.picture",
                "resize.toWidth(${body}, 200)",
                DETECT,
                next,
                "encode.picture");

        // then
        BufferedImage image = picture(exchange);
        assertThat(new Size(image.getWidth(), image.getHeight())).isEqualTo(new Size(200, 150));
        assertThat(image.getRGB(110, 60) == 0xFFFF0000).isEqualTo(!next.equals(REDACT));
        assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
    }

    @Test
    void anotherDetectorIsNamedWithThoseThatThereAre() throws Exception {
        // given
        route.put(TestImages.png(redAt(200, 100)));

        // when
        Exchange exchange = run(Map.of(), "detect.regions(${exchange}, ${body}, 'faces')", REDACT);

        // then
        assertThat(exchange.getException()).hasMessageContaining("found no detector faces, expected one of [red]");
    }
}
