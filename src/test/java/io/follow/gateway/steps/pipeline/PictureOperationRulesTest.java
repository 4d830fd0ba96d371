package io.follow.gateway.steps.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.image.TestEngines;
import io.follow.gateway.image.TestImages;
import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the steps that change pixels refuse, and what they count. */
class PictureOperationRulesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "'blur.by(${body}, 0.1)', the sigma of a blur is 0.1; expected a number from 0.3 to 250.0",
        "'sharpen.by(${body}, 1, 9)', the amount of a sharpening is 9.0; expected a number from 0.1 to 5.0",
        "'rotate.by(${body}, 361)', a rotation is by 361.0 degrees; expected a number from -360 to 360",
        "'rotate.onto(${body}, 10, ''teal'')', the background of a rotation is \"teal\"; expected a colour such as #ffffff"
    })
    void aValueOutOfRangeSaysWhatIsAllowed(String operation, String message) throws Exception {
        try (ImageRoute route = OperationRoute.open(folder, List.of(TestEngines.JAVA))) {
            route.put(TestImages.jpeg(TestImages.quadrants(64, 32, BufferedImage.TYPE_INT_RGB)));
            assertThat(OperationRoute.run(route, "format=png", Map.of(), operation)
                            .getException())
                    .hasStackTraceContaining(message);
        }
    }

    @Test
    void theMemoryOfAnOperationCountsWithItsJob() throws Exception {
        // given: a picture that fits into the memory without an operation
        try (ImageRoute route = OperationRoute.open(folder, List.of(TestEngines.NATIVE_BEST), 60_000_000)) {
            route.put(TestImages.jpeg(TestImages.plain(1200, 1000, BufferedImage.TYPE_INT_RGB, 0x808080)));

            // when
            Exchange without = OperationRoute.run(route, "format=webp", Map.of());

            // then
            assertThat(without.getException()).isNull();
            assertThat(route.freeBytes()).isEqualTo(60_000_000);
        }
        try (ImageRoute route = OperationRoute.open(folder, List.of(TestEngines.NATIVE_BEST), 60_000_000)) {

            // when: three blurs of 12 bytes per pixel
            Exchange exchange = OperationRoute.run(
                    route,
                    "format=webp",
                    Map.of(),
                    "blur.by(${body}, 1)",
                    "blur.by(${body}, 1)",
                    "blur.by(${body}, 1)");

            // then
            assertThat(exchange.getException()).isInstanceOfSatisfying(JobException.class, e -> assertThat(e.getCode())
                    .isEqualTo(ErrorCode.WORKER_TOO_SMALL));
        }
    }

    @Test
    void anOperationComesBeforeDecode() throws Exception {
        try (ImageRoute route = OperationRoute.open(folder, List.of(TestEngines.JAVA))) {
            // given
            route.put(TestImages.jpeg(TestImages.quadrants(64, 32, BufferedImage.TYPE_INT_RGB)));

            // when
            Exchange exchange = route.run(
                    Map.of(), route.check("format=png"), route.read(), "decode.picture", "blur.by(${body}, 1)");

            // then
            assertThat(exchange.getException())
                    .hasStackTraceContaining("a step that changes pixels must come before decode in the route");
        }
    }
}
