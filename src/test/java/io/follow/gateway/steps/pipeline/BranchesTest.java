package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.image.ffmpeg.PoisonedFramePool;
import io.follow.gateway.image.java2d.JavaEngine;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Branches of a route that work on one image at the same time, with memory that is filled with FF once it is free. */
class BranchesTest {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;
    private static final int TAPS = 10;

    private static final String UP_TO_DECODE =
            """
            - route:
                id: job
                from:
                  uri: direct:job
                  steps:
                    - bean: {ref: checkJob, method: "check(${exchange}, 'FOLDER/in', 'FOLDER/out', 'png')"}
                    - bean: {ref: readSource, method: "from(${body}, 'FOLDER/in')"}
                    - bean: {ref: decode, method: "forWidth(${body}, 800)"}
            """;

    @TempDir
    Path folder;

    private final PoisonedFramePool pool = PoisonedFramePool.create();
    private final Taps taps = new Taps();
    private ImageRoute route;

    enum Engine {
        NATIVE,
        JAVA
    }

    /** What the wire taps of all jobs do besides image steps. */
    public static final class Taps {

        private final CountDownLatch opened = new CountDownLatch(1);
        private final CountDownLatch once = new CountDownLatch(1);
        private final ConcurrentLinkedQueue<Tapped> tapped = new ConcurrentLinkedQueue<>();

        private final ConcurrentLinkedQueue<Integer> measured = new ConcurrentLinkedQueue<>();

        record Tapped(String imageId, BufferedImage picture) {}

        public void await() throws InterruptedException {
            assertThat(opened.await(1, TimeUnit.MINUTES)).isTrue();
        }

        public void keep(ImageWork work) {
            tapped.add(new Tapped(
                    work.imageJob().imageId().value(),
                    TestImages.read(work.encoded().bytes())));
        }

        public void measure(ImageWork work) {
            measured.add(work.decoded().pictures().main().width());
            once.countDown();
        }

        public void awaitMeasured() throws InterruptedException {
            assertThat(once.await(1, TimeUnit.MINUTES)).isTrue();
        }

        public void fail() throws JobException {
            throw new JobException(ErrorCode.PROCESS_FAILED, "the branch fails");
        }

        public void failFinally() throws JobException {
            throw new JobException(ErrorCode.DECODE_FAILED, "the branch fails");
        }
    }

    void start(Engine engine, String yaml) throws Exception {
        start(engines(engine), ImageRoute.BUDGET, yaml);
    }

    private void start(List<ImageEngine> engines, long bytes, String yaml) throws Exception {
        route = new ImageRoute(folder, engines, bytes);
        route.bind("taps", taps);
        route.load(yaml);
    }

    private List<ImageEngine> engines(Engine engine) {
        ImageEngine java = JavaEngine.create();
        return engine == Engine.JAVA ? List.of(java) : List.of(pool.engine(java.encoder()));
    }

    @AfterEach
    void close() {
        taps.opened.countDown();
        route.close();
        pool.close();
    }

    private static Color colourOf(int job) {
        return new Color(20 + job * 50 % 200, 30 + job * 70 % 190, 40 + job * 110 % 180);
    }

    private static byte[] sourceOf(int job) {
        return TestImages.jpeg(TestImages.plain(
                WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB, colourOf(job).getRGB()));
    }

    private Exchange run(int job) throws IOException {
        String name = "job" + job;
        Files.write(folder.resolve("in").resolve(name), sourceOf(job));
        return route.send(Map.of(
                "image_id",
                name,
                "storage_key",
                name + ".jpg",
                "source_key",
                name,
                "expected_content_type",
                "image/jpeg"));
    }

    private void assertNothingIsHeld() {
        await().untilAsserted(() -> {
            assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
            assertThat(pool.inUse()).isZero();
        });
    }

    /** All pixels, so that those of another picture or of free memory are found wherever they are. */
    private static void assertColour(BufferedImage image, int job) {
        Color expected = colourOf(job);
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int pixel : pixels) {
            Color colour = new Color(pixel);
            int difference = Math.max(
                    Math.abs(colour.getRed() - expected.getRed()),
                    Math.max(
                            Math.abs(colour.getGreen() - expected.getGreen()),
                            Math.abs(colour.getBlue() - expected.getBlue())));
            assertThat(difference).as("%s instead of %s", colour, expected).isLessThan(8);
        }
    }

    private static Size sizeOf(BufferedImage image) {
        return new Size(image.getWidth(), image.getHeight());
    }

    private static ImageWork workOf(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(ImageWork.class);
    }

    private BufferedImage file(String name) throws IOException {
        return TestImages.read(Files.readAllBytes(folder.resolve(name)));
    }

    @ParameterizedTest
    @EnumSource
    void tenWireTapsSeeTheirOwnPictureLongAfterItsJobHasEnded(Engine engine) throws Exception {
        // given: ten taps that wait, and then make a picture of their own
        StringBuilder yaml = new StringBuilder(UP_TO_DECODE);
        for (int i = 0; i < TAPS; i++) {
            yaml.append("        - wireTap: {uri: direct:tap}\n");
        }
        yaml.append(
                """
                        - bean: {ref: resize, method: "toWidth(${body}, 400)"}
                        - bean: {ref: encode, method: "as(${body}, png, 85)"}
                - route:
                    id: tap
                    from:
                      uri: direct:tap
                      steps:
                        - bean: {ref: taps, method: await}
                        - bean: {ref: resize, method: "toWidth(${body}, 100)"}
                        - bean: {ref: encode, method: "as(${body}, png, 85)"}
                        - bean: {ref: taps, method: keep}
                """);
        start(engine, yaml.toString());

        // when: the job ends
        assertThat(workOf(run(0)).encoded().width()).isEqualTo(400);

        // then: its picture is held once, and charged
        long free = route.freeBytes();
        assertThat(free).isLessThan(ImageRoute.BUDGET);
        // A process with ten other pools has none for this engine.
        assertThat(pool.inUse()).isEqualTo(pool.blocks() == 0 ? 0 : 1);

        // when: other pictures want its memory, and the taps go on beside them
        List<Future<Exchange>> others = new ArrayList<>();
        try (Closing load = new Closing(Executors.newFixedThreadPool(2))) {
            others.add(load.executor().submit(() -> run(1)));
            others.get(0).get(1, TimeUnit.MINUTES);
            pool.poison();
            taps.opened.countDown();
            for (int job = 2; job < 8; job++) {
                int number = job;
                others.add(load.executor().submit(() -> run(number)));
            }
            for (Future<Exchange> other : others) {
                workOf(other.get(1, TimeUnit.MINUTES));
            }
        }

        // then
        await().until(() -> taps.tapped.size() == TAPS * 8);
        for (Taps.Tapped tapped : taps.tapped) {
            assertThat(sizeOf(tapped.picture())).isEqualTo(new Size(100, 75));
            assertColour(tapped.picture(), Integer.parseInt(tapped.imageId().substring("job".length())));
        }
        assertNothingIsHeld();
    }

    private record Closing(ExecutorService executor) implements AutoCloseable {
        @Override
        public void close() {
            executor.shutdownNow();
        }
    }

    private static final String TWO_BRANCHES =
            """
                    - multicast:
                        parallelProcessing: PARALLEL
                        steps:
                          - to: {uri: direct:small}
                          - to: {uri: direct:large}
            - route:
                id: small
                from:
                  uri: direct:small
                  steps:
                    - bean: {ref: resize, method: "toWidth(${body}, 40)"}
                    - bean: {ref: encode, method: "as(${body}, png, 85)"}
                    - bean: {ref: store, method: "into(${exchange}, ${body}, 'FOLDER/small')"}
            - route:
                id: large
                from:
                  uri: direct:large
                  steps:
                    - bean: {ref: resize, method: "toWidth(${body}, 400)"}
                    - bean: {ref: encode, method: "as(${body}, jpeg, 85)"}
                    - bean: {ref: store, method: "into(${exchange}, ${body}, 'FOLDER/large')"}
            """;

    static Stream<Arguments> enginesInParallelAndInTurn() {
        return Stream.of(Engine.values())
                .flatMap(engine -> Stream.of("true", "false").map(parallel -> Arguments.of(engine, parallel)));
    }

    @ParameterizedTest
    @MethodSource("enginesInParallelAndInTurn")
    void eachBranchOfAMulticastMakesAFileOfItsOwn(Engine engine, String parallel) throws Exception {
        // given
        start(engine, UP_TO_DECODE + TWO_BRANCHES.replace("PARALLEL", parallel));

        // when
        ImageWork work = workOf(run(3));

        // then
        assertThat(sizeOf(file("small/job3.png"))).isEqualTo(new Size(40, 30));
        assertThat(sizeOf(file("large/job3.jpg"))).isEqualTo(new Size(400, 300));
        assertColour(file("small/job3.png"), 3);
        assertColour(file("large/job3.jpg"), 3);
        assertThat(work.stored().key().value()).as("the last branch goes on").isEqualTo("job3.jpg");
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @EnumSource
    void whatABranchMakesIsChargedToItAlone(Engine engine) throws Exception {
        // given: a tap that makes its result while the job has the picture too, and keeps it until the test says so
        start(
                engine,
                UP_TO_DECODE
                        + """
                                    - wireTap: {uri: direct:tap}
                                    - bean: {ref: taps, method: awaitMeasured}
                                    - bean: {ref: resize, method: "toWidth(${body}, 400)"}
                                    - bean: {ref: encode, method: "as(${body}, png, 85)"}
                            - route:
                                id: tap
                                from:
                                  uri: direct:tap
                                  steps:
                                    - bean: {ref: resize, method: "toWidth(${body}, 100)"}
                                    - bean: {ref: taps, method: measure}
                                    - bean: {ref: taps, method: await}
                            """);

        // when: the job has ended
        assertThat(workOf(run(5)).encoded().width()).isEqualTo(400);

        // then: a picture of 100 by 75 pixels is charged, and no longer the whole one
        await().untilAsserted(
                        () -> assertThat(ImageRoute.BUDGET - route.freeBytes()).isBetween(100L * 75 * 4, 800L * 600));
        taps.opened.countDown();
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @EnumSource
    void aBranchDoesNotWaitForMemoryThatItsOwnImageHolds(Engine engine) throws Exception {
        // given: a branch that decodes again, and no memory for both
        List<ImageEngine> engines = engines(engine);
        long budget = engines.get(0)
                        .decoder()
                        .bytesNeeded(
                                new HeaderProbe().probe(sourceOf(6), ImageFormat.JPEG, ImageLimits.DEFAULTS), WIDTH)
                + 1000;
        start(
                engines,
                budget,
                UP_TO_DECODE
                        + """
                                    - multicast:
                                        stopOnException: true
                                        steps:
                                          - to: {uri: direct:again}
                            - route:
                                id: again
                                from:
                                  uri: direct:again
                                  steps:
                                    - bean: {ref: decode, method: "forWidth(${body}, 400)"}
                            """);

        // when
        Exchange exchange = run(6);

        // then
        assertThat(exchange.getException(JobException.class).getCode()).isEqualTo(ErrorCode.WORKER_TOO_SMALL);
        assertThat(route.freeBytes()).isEqualTo(budget);
    }

    @ParameterizedTest
    @EnumSource
    void aRouteContinuesWithTheWorkOfABranchThatHasEnded(Engine engine) throws Exception {
        // given: a step after the multicast needs pixels that the branch has given back
        start(
                engine,
                UP_TO_DECODE
                        + """
                                    - multicast:
                                        steps:
                                          - to: {uri: direct:branch}
                                    - bean: {ref: resize, method: "toWidth(${body}, 200)"}
                                    - bean: {ref: taps, method: measure}
                            - route:
                                id: branch
                                from:
                                  uri: direct:branch
                                  steps:
                                    - bean: {ref: resize, method: "toWidth(${body}, 400)"}
                            """);

        // when
        workOf(run(4));

        // then: although no step has encoded the picture, which would have given it back
        assertThat(taps.measured).containsExactly(200);
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @EnumSource
    void eachPartOfASplitHasAWorkOfItsOwnAndTheRouteGoesOnWithItsOwn(Engine engine) throws Exception {
        // given
        start(
                engine,
                UP_TO_DECODE
                        + """
                                - split:
                                    constant: "50,60,70"
                                    parallelProcessing: true
                                    steps:
                                      - setProperty: {name: side, simple: "${body}"}
                                      - setBody: {exchangeProperty: GatewayImageWork}
                                      - bean: {ref: resize, method: "toWidth(${body}, ${exchangeProperty.side})"}
                                      - bean: {ref: encode, method: "as(${body}, png, 85)"}
                                      - bean: {ref: store, method: "into(${exchange}, ${body}, 'FOLDER/${exchangeProperty.side}')"}
                                - bean: {ref: resize, method: "toWidth(${body}, 400)"}
                                - bean: {ref: encode, method: "as(${body}, png, 85)"}
                        """);

        // when
        ImageWork work = workOf(run(5));

        // then
        assertThat(work.encoded().width()).isEqualTo(400);
        for (int width : List.of(50, 60, 70)) {
            assertThat(file(width + "/job5.png").getWidth()).isEqualTo(width);
            assertColour(file(width + "/job5.png"), 5);
        }
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @EnumSource
    void aBranchThatNeverRunsHoldsNothing(Engine engine) throws Exception {
        // given: the failure of the first branch ends the multicast
        start(
                engine,
                UP_TO_DECODE
                        + TWO_BRANCHES
                                .replace("parallelProcessing: PARALLEL", "stopOnException: true")
                                .replace(
                                        "        - bean: {ref: resize, method: \"toWidth(${body}, 40)\"}",
                                        "        - bean: {ref: taps, method: failFinally}"));

        // when
        Exchange exchange = run(6);

        // then
        assertThat(exchange.getException()).rootCause().hasMessage("the branch fails");
        assertThat(folder.resolve("large")).doesNotExist();
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @EnumSource
    void aBranchThatFailsTakesNothingFromTheOther(Engine engine) throws Exception {
        // given
        start(
                engine,
                UP_TO_DECODE
                        + TWO_BRANCHES
                                .replace("PARALLEL", "false")
                                .replace(
                                        "        - bean: {ref: resize, method: \"toWidth(${body}, 40)\"}",
                                        "        - bean: {ref: taps, method: fail}"));

        // when
        run(7);

        // then
        assertThat(sizeOf(file("large/job7.jpg"))).isEqualTo(new Size(400, 300));
        assertColour(file("large/job7.jpg"), 7);
        assertNothingIsHeld();
    }
}
