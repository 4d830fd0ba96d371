package io.follow.gateway.deployment;

import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.follow.gateway.image.TestImages;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.NewestJava;
import io.follow.gateway.testing.TraceCollector;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar} on the newest Java of this machine, if there is one that warns of what it is going to forbid. */
class NewestJavaIT {

    /** Warns of {@code sun.misc.Unsafe}, and of native code in jars that do not declare it. */
    private static final int FIRST_THAT_WARNS = 24;

    @TempDir
    private Path folder;

    @Test
    void processesEveryFormatWithoutAWarningOfTheJvm() throws Exception {
        // given: pictures of all decoders, and traces, for which more libraries are loaded
        NewestJava java = NewestJava.find();
        assumeTrue(
                java.version().feature() >= FIRST_THAT_WARNS,
                () -> "the newest Java here is " + java.version() + ", expected " + FIRST_THAT_WARNS
                        + " or later in /usr/lib/jvm or NEWEST_JAVA_HOME: its warnings are not tested");
        Path inbox = Files.createDirectories(folder.resolve("data/inbox"));
        BufferedImage picture = quadrants(64, 48, BufferedImage.TYPE_INT_RGB);
        Files.write(inbox.resolve("one.jpg"), TestImages.jpeg(picture));
        Files.write(inbox.resolve("two.png"), TestImages.png(picture));
        Files.copy(Path.of("docs/images/marked/original.webp"), inbox.resolve("three.webp"));
        Files.copy(Path.of("src/test/resources/io/follow/gateway/image/quadrants.heic"), inbox.resolve("four.heic"));

        try (TraceCollector collector = TraceCollector.start();
                GatewayProcess gateway = GatewayProcess.in(folder)
                        .java(java.home())
                        .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint().toString())
                        .env("OTEL_BSP_SCHEDULE_DELAY", "100")
                        .start()) {
            // when
            List.of("one", "two", "three", "four")
                    .forEach(name -> await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(gateway.log())
                            .containsPattern("image " + name + "-\\S+ processed")));
            await().until(() -> !collector.spans().isEmpty());

            // then
            assertThat(gateway.log()).contains("image engine: native");
            assertThat(gateway.log().lines()).noneMatch(line -> line.startsWith("WARNING"));
        }
    }
}
