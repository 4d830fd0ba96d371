package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.InProcessGateway;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.PackagedCommand;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The program with route files of which one is broken; as a process where its exit code counts. */
@ExtendWith({ValkeyExtension.class, OutputCaptureExtension.class})
class RouteFilesIT {

    private static final String LINE = "unknown-bean.camel.yaml:11:18: found the bean \"rezise\","
            + " expected the name of a bean, nearest: resize";

    @TempDir
    Path folder;

    private Path routes = Path.of("");

    @BeforeEach
    void copyTheRoutes() throws IOException {
        routes = folder.resolve("routes");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Path target = routes.resolve(Path.of("routes").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private void breakOne() throws IOException {
        String name = "unknown-bean.camel.yaml";
        Files.copy(Path.of("src/test/resources/broken-routes", name), routes.resolve(name));
    }

    private PackagedCommand validate(String... arguments) throws Exception {
        String[] command = Stream.concat(Stream.of("routes", "validate"), Stream.of(arguments))
                .toArray(String[]::new);
        return PackagedCommand.run(folder, Map.of(), command);
    }

    private InProcessGateway start(ValkeyServer valkey) {
        return InProcessGateway.start(valkey.uri(), folder.resolve("data"), "IMG_GW_ROUTES_DIR=" + routes);
    }

    @Test
    void theRoutesOfTheGatewayAreValid() throws Exception {
        PackagedCommand run = validate();

        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("\\d+ files, \\d+ routes: 0 errors, 0 warnings\\R");
        assertThat(run.err()).isEmpty();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aBrokenFileIsNamedWithLineAndColumn() throws Exception {
        // given
        breakOne();

        // when
        PackagedCommand run = validate(routes.toString());

        // then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).startsWith("error " + LINE + System.lineSeparator());
        assertThat(run.err()).isEmpty();
    }

    @Test
    void theRestRunsWithoutABrokenFileAndWithoutARouteWhoseBrokerIsDown(ValkeyServer valkey, CapturedOutput log)
            throws Exception {
        // given
        breakOne();
        Files.writeString(
                routes.resolve("broker-down.camel.yaml"),
                """
                - route:
                    id: broker-down
                    from:
                      uri: spring-redis
                      parameters:
                        host: localhost
                        port: 1
                        command: SUBSCRIBE
                        channels: anything
                      steps:
                        - log: ${body}
                """);

        Files.writeString(
                routes.resolve("unmakeable.camel.yaml"),
                """
                - route:
                    id: unmakeable
                    from:
                      uri: direct:unmakeable
                      steps:
                        - aggregate:
                            correlationExpression:
                              constant: "true"
                            completionSize: 2
                            steps:
                              - stop: {}
                """);

        // when
        try (InProcessGateway gateway = start(valkey)) {

            // then
            await().atMost(Duration.ofMinutes(1)).until(gateway::isReady);
            assertThat(log)
                    .contains("left out: " + LINE)
                    .contains(
                            "left out: unmakeable.camel.yaml: route unmakeable cannot be created: AggregationStrategy")
                    .contains("route broker-down cannot start: ")
                    .doesNotContain("\tat ");
            assertThat(gateway.get("/health/ready").body())
                    .contains("\"route-files\":\"up, left out: unknown-bean.camel.yaml:11:18: ")
                    .contains("left out: unmakeable.camel.yaml: ")
                    .contains("\"route:broker-down\":\"not started: ");

            // when: the files are mended
            Path unmakeable = routes.resolve("unmakeable.camel.yaml");
            Files.writeString(unmakeable, Files.readString(unmakeable).replaceAll("(?s)- aggregate.*", "- stop: {}\n"));
            Path broken = routes.resolve("unknown-bean.camel.yaml");
            Files.writeString(broken, Files.readString(broken).replace("rezise", "resize"));

            // then
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> gateway.get("/health/ready").body().contains("\"route-files\":\"up\""));
        }
    }

    @Test
    void isNotReadyWithoutItsMainPipelineUntilTheFileIsMended(ValkeyServer valkey) throws Exception {
        // given
        Path errors = routes.resolve("pipeline/image-errors.camel.yaml");
        String good = Files.readString(errors);
        Files.writeString(errors, good.replace("giveBack", "giveBak"));

        // when
        try (InProcessGateway gateway = start(valkey)) {

            // then
            await().atMost(Duration.ofMinutes(2)).until(() -> gateway.get("/health/ready")
                    .body()
                    .contains("no route reads the jobs of the pipeline image"));
            assertThat(gateway.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(gateway.get("/health").statusCode()).isEqualTo(200);

            // when
            Files.writeString(errors, good);

            // then
            await().atMost(Duration.ofSeconds(60)).until(gateway::isReady);
        }
    }

    @Test
    void aStrictStartIsRefused(ValkeyServer valkey) throws Exception {
        // given
        breakOne();

        // when
        try (GatewayProcess gateway = GatewayProcess.in(folder)
                .env("REDIS_URL", valkey.uri().toString())
                .env("IMG_GW_ROUTES_DIR", routes.toString())
                .env("IMG_GW_ROUTES_STRICT", "true")
                .start()) {
            int code = gateway.exitCode();

            // then
            assertThat(code).isEqualTo(1);
            assertThat(gateway.log())
                    .contains(LINE)
                    .contains("not started: ")
                    .contains("IMG_GW_ROUTES_STRICT is true, and these files have errors: unknown-bean.camel.yaml")
                    .doesNotContain("\tat ");
        }
    }
}
