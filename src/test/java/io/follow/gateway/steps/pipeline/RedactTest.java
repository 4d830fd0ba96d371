package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.TestEngines;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The step {@code redact} in a route. Two secrets, each the opposite of the other, have almost the same means: where results
 * differ by no more than a level of a mean, nothing of them is left.
 */
class RedactTest {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /** The means have sixteen levels, and a resize overshoots by less than half of one. */
    private static final int LEVEL = 0x19;

    private static final String SECRET = "[{\"x\":400,\"y\":80,\"width\":120,\"height\":160}]";
    private static final String REDACT = "redact.regions(${exchange}, ${body}, 'pixelate')";

    @TempDir
    Path folder;

    private ImageRoute route;

    @BeforeEach
    void start() throws IOException {
        begin(List.of(TestEngines.NATIVE_BEST, TestEngines.JAVA));
    }

    private void begin(List<ImageEngine> engines) throws IOException {
        route = new ImageRoute(folder, engines);
        route.bind("redact", new Redact());
    }

    @AfterEach
    void close() {
        route.close();
    }

    /** A slope from black to blue with squares of four pixels in the secret region. */
    private static BufferedImage picture(int phase) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean secret = x >= 400 && x < 520 && y >= 80 && y < 240;
                int stripe = ((x - 400) / 4 + (y - 80) / 4 + phase) % 2 == 0 ? 0x101010 : 0xE0E0E0;
                image.setRGB(x, y, secret ? stripe : x * 255 / WIDTH);
            }
        }
        return image;
    }

    private static Map<String, String> job(Map<String, String> more) {
        Map<String, String> job = new HashMap<>(Map.of("expected_content_type", "image/png"));
        job.putAll(more);
        return job;
    }

    private static byte[] png(int phase) {
        return TestImages.png(picture(phase));
    }

    private static ImageWork work(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(ImageWork.class);
    }

    private static List<BufferedImage> pictures(Exchange exchange) {
        List<BufferedImage> images = new ArrayList<>();
        ImageWork work = work(exchange);
        images.add(TestImages.read(work.encoded().bytes()));
        work.results().encodedRenditions().forEach(encoded -> images.add(TestImages.read(encoded.bytes())));
        return images;
    }

    private static void assertFailed(Exchange exchange, ErrorCode code, String message) {
        assertThat(exchange.getException())
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.getCode()).isEqualTo(code))
                .hasMessageContaining(message);
    }

    private List<BufferedImage> results(byte[] source, Map<String, String> job, String options, String... steps)
            throws Exception {
        ImageRoute fresh = route;
        fresh.close();
        begin(enginesInUse);
        route.put(source);
        List<String> all = new ArrayList<>(List.of(route.check(options), route.read()));
        all.addAll(List.of(steps));
        return pictures(route.run(job(job), all.toArray(String[]::new)));
    }

    private List<ImageEngine> enginesInUse = List.of(TestEngines.NATIVE_BEST, TestEngines.JAVA);

    private static void assertSame(List<BufferedImage> one, List<BufferedImage> other) {
        assertThat(one).hasSameSizeAs(other);
        for (int i = 0; i < one.size(); i++) {
            assertThat(difference(one.get(i), other.get(i))).as("picture %d", i).isLessThanOrEqualTo(LEVEL);
        }
    }

    /** The greatest difference of a channel. */
    private static int difference(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(other.getHeight());
        int[] pixels = pixels(one);
        int[] others = pixels(other);
        int greatest = 0;
        for (int i = 0; i < pixels.length; i++) {
            for (int shift = 0; shift < 32; shift += 8) {
                int difference = ((pixels[i] >>> shift) & 0xFF) - ((others[i] >>> shift) & 0xFF);
                greatest = Math.max(greatest, Math.abs(difference));
            }
        }
        return greatest;
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    static Stream<Arguments> enginesAndOptions() {
        return Stream.of(List.of(TestEngines.NATIVE_BEST), List.of(TestEngines.JAVA))
                .flatMap(engines -> Stream.of(
                                "format=png",
                                "format=png&width=333",
                                "format=png&width=200&height=200&fit=cover&position=east",
                                "format=png&width=200&height=400&fit=cover&position=northeast",
                                "format=png&width=700&height=700&fit=contain&position=southeast",
                                "format=png&width=500&height=640&fit=cover")
                        .map(options -> Arguments.of(engines, options)));
    }

    @ParameterizedTest
    @MethodSource("enginesAndOptions")
    void noPictureOfTheJobTellsOneSecretFromTheOther(List<ImageEngine> engines, String options) throws Exception {
        // given
        enginesInUse = engines;
        String renditions = "[{\"name\":\"half\",\"width\":320,\"storage_key\":\"a1/half\"},"
                + "{\"name\":\"square\",\"width\":150,\"height\":150,\"fit\":\"cover\",\"position\":\"east\",\"storage_key\":\"a1/square\"},"
                + "{\"name\":\"canvas\",\"width\":100,\"height\":150,\"fit\":\"contain\",\"storage_key\":\"a1/canvas\"},"
                + "{\"name\":\"tiny\",\"width\":40,\"storage_key\":\"a1/tiny\"}]";
        Map<String, String> job = Map.of("regions", SECRET, "renditions", renditions);
        String[] steps = {REDACT, "decode.picture", "resize.picture", "encode.picture"};

        // when
        List<BufferedImage> one = results(png(0), job, options, steps);
        List<BufferedImage> other = results(png(1), job, options, steps);

        // then
        assertThat(one).hasSize(5);
        assertSame(one, other);
        assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
    }

    @Test
    void withoutRegionsTheSecretsDiffer() throws Exception {
        // given
        String[] steps = {REDACT, "decode.picture", "resize.picture", "encode.picture"};

        // when
        List<BufferedImage> one = results(png(0), Map.of("regions", "[]"), "format=png", steps);
        List<BufferedImage> other = results(png(1), Map.of("regions", "[]"), "format=png", steps);

        // then
        assertThat(difference(one.get(0), other.get(0))).isGreaterThan(0xC0);
    }

    @Test
    void onlyTheRegionIsChanged() throws Exception {
        // when
        String[] steps = {REDACT, "decode.picture", "resize.picture", "encode.picture"};
        BufferedImage redacted =
                results(png(0), Map.of("regions", SECRET), "format=png", steps).get(0);

        // then
        BufferedImage source = picture(0);
        int margin = 7;
        List<Point> changed = new ArrayList<>();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean within = x >= 400 - margin && x < 520 + margin && y >= 80 - margin && y < 240 + margin;
                if (!within && redacted.getRGB(x, y) != source.getRGB(x, y)) {
                    changed.add(new Point(x, y));
                }
            }
        }
        assertThat(changed).isEmpty();
    }

    @Test
    void regionsAreThoseOfTheUprightPicture() throws Exception {
        // given: a quarter of the picture is red once it is upright
        BufferedImage stored = new BufferedImage(480, 640, BufferedImage.TYPE_INT_RGB);
        for (int y = 320; y < 640; y++) {
            for (int x = 240; x < 480; x++) {
                // Rotated clockwise by 90 degrees, the bottom right becomes the bottom left.
                stored.setRGB(x, y, 0xFF0000);
            }
        }
        byte[] source = TestImages.withExif(TestImages.jpeg(stored), 6);
        route.put(source);

        // when
        BufferedImage image = pictures(route.run(
                        Map.of("regions", "[{\"x\":0,\"y\":240,\"width\":320,\"height\":240}]"),
                        route.check("format=png"),
                        route.read(),
                        "redact.regions(${exchange}, ${body}, 'fill')",
                        "decode.picture",
                        "resize.picture",
                        "encode.picture"))
                .get(0);

        // then: one colour, and black elsewhere
        assertThat(image.getWidth()).isEqualTo(640);
        int red = image.getRGB(5, 475);
        assertThat((red >> 16) & 0xFF).isGreaterThan(0xC0);
        int[] area = image.getRGB(0, 240, 320, 240, null, 0, 320);
        assertThat(Arrays.stream(area).distinct().toArray()).containsExactly(red);
        assertThat(image.getRGB(335, 300) & 0xFF0000).isLessThan(0x080000);
        assertThat(image.getRGB(100, 225) & 0xFF0000).isLessThan(0x080000);
    }

    @Test
    void aJobWithoutRegionsIsRefusedBeforeAnythingIsDecoded() throws Exception {
        // given: a file whose pixels cannot be decoded
        byte[] file = png(0);
        route.put(Arrays.copyOf(file, file.length / 2));

        // when
        Exchange exchange = route.run(
                job(Map.of()), route.check("format=png"), route.read(), REDACT, "decode.picture", "resize.picture");

        // then
        assertFailed(exchange, ErrorCode.INVALID_JOB, "regions is missing, expected a list of what is to be redacted");
    }

    @Test
    void aMalformedRegionIsAnInvalidJob() throws Exception {
        // given
        route.put(png(0));

        // when
        Exchange exchange = route.run(
                job(Map.of("regions", "[{\"x\":600,\"y\":0,\"width\":41,\"height\":1}]")),
                route.check("format=png"),
                route.read(),
                REDACT);

        // then
        assertFailed(exchange, ErrorCode.INVALID_JOB, "regions[0] ends at 641, 1, expected it within the upright");
    }

    @Test
    void aRouteMayAcceptJobsWithoutRegions() throws Exception {
        // given
        route.put(png(0));

        // when
        Exchange exchange = route.run(
                job(Map.of()),
                route.check("format=png"),
                route.read(),
                "redact.regions(${exchange}, ${body}, 'blur', false)",
                "decode.picture",
                "resize.picture",
                "encode.picture");

        // then
        assertThat(difference(pictures(exchange).get(0), picture(0))).isZero();
    }

    @Test
    void aStyleThatIsUnknownSaysWhatIsExpected() throws Exception {
        // given
        route.put(png(0));

        // when
        Exchange exchange = route.run(
                job(Map.of("regions", "[]")),
                route.check("format=png"),
                route.read(),
                "redact.regions(${exchange}, ${body}, 'mosaic')");

        // then
        assertFailed(exchange, ErrorCode.PROCESS_FAILED, "found style mosaic, expected pixelate, blur or fill");
    }

    private static final String ROUTE =
            """
            - route:
                id: job
                from:
                  uri: direct:job
                  steps:
                    - bean: {ref: checkJob, method: "checkWith(${exchange}, 'FOLDER/in', 'FOLDER/out', 'format=png')"}
                    - bean: {ref: readSource, method: "from(${body}, 'FOLDER/in')"}
            """;

    private static Map<String, String> fields(Map<String, String> more) {
        Map<String, String> fields = job(more);
        fields.putAll(Map.of("image_id", "a1", "storage_key", "a1/main", "source_key", "a"));
        return fields;
    }

    private static final String IMAGE_STEPS =
            """
                    - bean: {ref: decode, method: picture}
                    - bean: {ref: resize, method: picture}
                    - bean: {ref: encode, method: picture}
            """;

    private static final String REDACT_STEP =
            """
                    - bean: {ref: redact, method: "regions(${exchange}, ${body}, 'pixelate')"}
            """;

    @Test
    void regionsThatAStepHasFoundAreRedactedBesideThoseOfTheJob() throws Exception {
        // given
        route.put(png(0));
        route.load(ROUTE
                + """
                        - setHeader: {name: GatewayRegions, constant: '[{"x":0,"y":0,"width":100,"height":100}]'}
                """
                + REDACT_STEP + IMAGE_STEPS);

        // when
        BufferedImage image =
                pictures(route.send(fields(Map.of("regions", SECRET)))).get(0);

        // then
        BufferedImage source = picture(0);
        assertThat(image.getRGB(50, 50)).isNotEqualTo(source.getRGB(50, 50));
        assertThat(image.getRGB(402, 82)).isNotEqualTo(source.getRGB(402, 82));
        assertThat(image.getRGB(200, 300)).isEqualTo(source.getRGB(200, 300));
    }

    @Test
    void aHeaderThatIsMalformedEndsTheJob() throws Exception {
        // given
        route.put(png(0));
        route.load(ROUTE
                + """
                        - setHeader: {name: GatewayRegions, constant: 'nothing found'}
                """
                + REDACT_STEP + IMAGE_STEPS);

        // when
        Exchange exchange = route.send(fields(Map.of("regions", SECRET)));

        // then
        assertFailed(exchange, ErrorCode.INVALID_JOB, "the header GatewayRegions is not JSON");
    }

    @Test
    void aRouteThatGoesOnAfterTheStepHasFailedMakesNoPicture() throws Exception {
        // given
        route.put(png(0));
        route.load(ROUTE
                + """
                        - doTry:
                            steps:
                              - bean: {ref: redact, method: "regions(${exchange}, ${body}, 'pixelate')"}
                            doCatch:
                              - exception: [java.lang.Throwable]
                                steps:
                                  - log: {message: goes on}
                """
                + IMAGE_STEPS);

        // when
        Exchange exchange = route.send(fields(Map.of()));

        // then
        assertFailed(exchange, ErrorCode.PROCESS_FAILED, "the regions to redact are not known");
        assertThat(exchange.getMessage().getBody(ImageWork.class).results().encoded())
                .isNull();
        assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"decode", "resize"})
    void whatWasMadeBeforeTheStepIsMadeAgain(String last) throws Exception {
        // given
        String[] steps = last.equals("decode")
                ? new String[] {"decode.picture", REDACT, "resize.picture", "encode.picture"}
                : new String[] {"decode.picture", "resize.picture", REDACT, "encode.picture"};
        Map<String, String> job = Map.of("regions", SECRET);

        // when
        List<BufferedImage> one = results(png(0), job, "format=png&width=300", steps);
        List<BufferedImage> other = results(png(1), job, "format=png&width=300", steps);

        // then
        assertSame(one, other);
        assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
    }

    @Test
    void whatWasEncodedBeforeTheStepIsNotStored() throws Exception {
        // given
        route.put(png(0));

        // when
        Exchange exchange = route.run(
                job(Map.of("regions", SECRET)),
                route.check("format=png"),
                route.read(),
                "decode.picture",
                "resize.picture",
                "encode.picture",
                REDACT,
                "store.into(${exchange}, ${body}, '%s/out')".formatted(folder));

        // then
        assertThat(exchange.getException()).isNotNull();
        assertThat(folder.resolve("out/a1")).doesNotExist();
    }

    @Test
    void theMemoryOfTheRedactionIsAskedFor() throws Exception {
        // given
        route.put(png(0));
        ImageWork plain = work(route.run(job(Map.of()), route.check("format=png"), route.read()));
        long without = DecodePlan.of(plain, plain.output()).furtherBytes();

        // when
        route.close();
        begin(enginesInUse);
        ImageWork redacted =
                work(route.run(job(Map.of("regions", SECRET)), route.check("format=png"), route.read(), REDACT));

        // then
        assertThat(DecodePlan.of(redacted, redacted.output()).furtherBytes() - without)
                .isEqualTo(4L * WIDTH * HEIGHT);
    }
}
