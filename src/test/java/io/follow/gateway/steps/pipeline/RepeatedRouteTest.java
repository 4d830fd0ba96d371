package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.AnimationTest;
import io.follow.gateway.image.AnimationTest.Played;
import io.follow.gateway.image.Size;
import io.follow.gateway.image.TestEngines;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.awt.image.BufferedImage;
import java.io.IOException;
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

/** Steps in a route without an error handler: a retry of the step that calls it repeats all of them. */
class RepeatedRouteTest {

    private static final Map<String, String> FIELDS = Map.of(
            "image_id", "a1",
            "storage_key", "a1/main",
            "source_key", "a",
            "expected_content_type", "image/jpeg");

    private static final String MAIN =
            """
            - route:
                id: job
                errorHandler:
                  defaultErrorHandler:
                    redeliveryPolicy: {maximumRedeliveries: 2, redeliveryDelay: 0}
                from:
                  uri: direct:job
                  steps:
                    - bean: {ref: checkJob, method: "checkWith(${exchange}, 'FOLDER/in', 'FOLDER/out', 'width=64&format=png')"}
                    - bean: {ref: readSource, method: "from(${body}, 'FOLDER/in')"}
                    - bean: {ref: rotate, method: "by(${body}, 90)"}
            """;

    private static final String LAST =
            """
                    - bean: {ref: decode, method: picture}
                    - bean: {ref: resize, method: picture}
                    - bean: {ref: encode, method: picture}
            """;

    private static final String PART =
            """
            - route:
                id: %1$s
                errorHandler:
                  noErrorHandler: {}
                from:
                  uri: direct:%1$s
                  steps:
            """;

    @TempDir
    Path folder;

    private final Unreliable unreliable = new Unreliable();
    private ImageRoute route;

    /** Fails the first call. */
    public static final class Unreliable {

        private int calls;

        public void call() throws JobException {
            calls++;
            if (calls == 1) {
                throw new JobException(ErrorCode.PROCESS_FAILED, "not yet");
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        route = OperationRoute.open(folder, List.of(TestEngines.NATIVE_BEST));
        route.bind("unreliable", unreliable);
        route.put(TestImages.jpeg(TestImages.quadrants(640, 320, BufferedImage.TYPE_INT_RGB)));
    }

    @AfterEach
    void close() {
        route.close();
    }

    /** Runs a job until it is done; the picture is 320 × 640 after the rotation of the main route. */
    private Size sizeAfter(String routes) throws Exception {
        route.load(routes);
        Exchange exchange = route.send(FIELDS);
        assertThat(exchange.getException()).isNull();
        assertThat(route.freeBytes()).isEqualTo(ImageRoute.BUDGET);
        BufferedImage image = TestImages.read(
                exchange.getMessage().getBody(ImageWork.class).encoded().bytes());
        return new Size(image.getWidth(), image.getHeight());
    }

    @Test
    void anOperationIsAppliedOnce() throws Exception {
        // when
        Size size = sizeAfter(
                MAIN
                        + """
                        - to: {uri: direct:part}
                """
                        + LAST
                        + PART.formatted("part")
                        + """
                        - bean: {ref: rotate, method: "by(${body}, 90)"}
                        - bean: {ref: unreliable}
                """);

        // then: 90 degrees by each route
        assertThat(size).isEqualTo(new Size(64, 32));
        assertThat(unreliable.calls).isEqualTo(2);
    }

    @Test
    void soIsAnOperationOfARouteThatItCalls() throws Exception {
        // when
        Size size = sizeAfter(MAIN
                + """
                        - to: {uri: direct:part}
                """
                + LAST
                + PART.formatted("part")
                + """
                        - to: {uri: direct:inner}
                        - bean: {ref: unreliable}
                """
                + PART.formatted("inner")
                + """
                        - bean: {ref: rotate, method: "by(${body}, 90)"}
                """);

        // then
        assertThat(size).isEqualTo(new Size(64, 32));
        assertThat(unreliable.calls).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"decode", "resize", "encode"})
    void aPictureThatWasMadeIsMadeAgain(String last) throws Exception {
        // when
        String call = "        - bean: {ref: unreliable}\n";
        String step = "        - bean: {ref: " + last + ", method: picture}\n";
        Size size = sizeAfter(MAIN
                + """
                        - to: {uri: direct:part}
                """
                + PART.formatted("part")
                + """
                        - bean: {ref: rotate, method: "by(${body}, 90)"}
                """
                + LAST.replace(step, step + call));

        // then
        assertThat(size).isEqualTo(new Size(64, 32));
        assertThat(unreliable.calls).isEqualTo(2);
    }

    /** Frames of an animation are resized once only; a second resize would take the first one. */
    @Test
    void anAnimationKeepsItsFrames() throws Exception {
        // given
        route.put(AnimationTest.gif());
        route.load(
                MAIN.replace("format=png", "format=webp")
                        + """
                        - bean: {ref: animation, method: "keep(${body}, 1000000)"}
                        - bean: {ref: decode, method: picture}
                        - to: {uri: direct:part}
                        - bean: {ref: encode, method: picture}
                """
                        + PART.formatted("part")
                        + """
                        - bean: {ref: resize, method: picture}
                        - bean: {ref: unreliable}
                """);
        Map<String, String> fields = new HashMap<>(FIELDS);
        fields.put("expected_content_type", "image/gif");

        // when
        Exchange exchange = route.send(fields);

        // then
        assertThat(exchange.getException()).isNull();
        assertThat(unreliable.calls).isEqualTo(2);
        Played played = Played.of(
                exchange.getMessage().getBody(ImageWork.class).encoded().bytes());
        assertThat(played.frames()).hasSize(4);
    }

    @Test
    void aRouteThatIsCalledTwiceAppliesItsOperationsTwice() throws Exception {
        // given
        unreliable.calls = 1;

        // when
        Size size = sizeAfter(MAIN
                + """
                        - to: {uri: direct:part}
                        - to: {uri: direct:part}
                """
                + LAST
                + PART.formatted("part")
                + """
                        - bean: {ref: rotate, method: "by(${body}, 90)"}
                """);

        // then: 270 degrees
        assertThat(size).isEqualTo(new Size(64, 128));
    }

    @Test
    void aRouteThatGoesOnAfterAFailureKeepsWhatWasAdded() throws Exception {
        // when
        Size size = sizeAfter(
                MAIN
                        + """
                        - doTry:
                            steps:
                              - to: {uri: direct:part}
                            doCatch:
                              - exception: [java.lang.Throwable]
                                steps:
                                  - log: {message: goes on}
                """
                        + LAST
                        + PART.formatted("part")
                        + """
                        - bean: {ref: rotate, method: "by(${body}, 90)"}
                        - bean: {ref: unreliable}
                """);

        // then
        assertThat(size).isEqualTo(new Size(64, 32));
    }
}
