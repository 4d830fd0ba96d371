package io.follow.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.embedded.RunningServer;
import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.TraceCollector;
import io.follow.gateway.testing.ValkeyServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Beans are decided when the jar is built, and still every property counts. */
class AheadOfTimeIT {

    private static final String DECIDED = "beans as they were decided when the jar was built";

    private final Path folder = GatewayFixture.newFolder();
    private final int management = FreePorts.next();

    @AfterEach
    void removeFolder() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void jarStartsFromBeansThatWereDecidedWhenItWasBuilt() throws Exception {
        try (TraceCollector collector = TraceCollector.start();
                GatewayProcess gateway = describe()
                        .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint().toString())
                        .env("OTEL_BSP_SCHEDULE_DELAY", "100")
                        .env("IMG_GW_LOG_FORMAT", "json")
                        .env("IMG_GW_WORKER", "4")
                        .start()
                        .awaitReady();
                JobClient jobClient = new JobClient(RunningServer.uri(folder.resolve("data")))) {
            // when
            Job job = Job.jpeg().with("expected_content_type", "text/plain");
            jobClient.resultOf(jobClient.add(job));

            // then the beans are those of the jar
            assertThat(gateway.log()).contains(DECIDED);
            assertThat(health()).contains("camelHealth", "redis");
            assertThat(List.of("application", "embedded"))
                    .allSatisfy(document -> assertThat(management("/sbom/" + document))
                            .contains("\"bomFormat\"", "CycloneDX", "\"components\""));

            // and what is decided at run time works as well
            JobClient.eventually(() -> collector.spans().stream()
                    .anyMatch(span -> job.imageId().equals(span.labels().get("image_id"))));
            JobClient.eventually(() -> gateway.log().contains("UNSUPPORTED_FORMAT"));
            assertLog(linesOf(gateway), job);
        }
    }

    /** JSON from the first line on: the welcome, warnings and failed jobs. */
    private static void assertLog(List<JsonNode> lines, Job job) {
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.fieldNames()).toIterable().contains("time", "level", "msg"));
        assertThat(lines)
                .extracting(line -> line.path("msg").asText())
                .anyMatch(text -> text.startsWith("ready, with a server of its own"));
        assertThat(lines)
                .filteredOn(line -> line.path("level").asText().equals("WARN"))
                .extracting(line -> line.path("msg").asText())
                .contains("IMG_GW_WORKER is set and has no effect: there is no such setting; the nearest is"
                        + " IMG_GW_WORKERS");
        assertThat(lines)
                .filteredOn(line -> line.path("image_id").asText().equals(job.imageId()))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("status").asText()).isEqualTo("failed");
                    assertThat(line.path("error_code").asText()).isEqualTo("UNSUPPORTED_FORMAT");
                    assertThat(line.path("error_message").asText()).contains("text/plain");
                    assertThat(line.path("delivery_count").asInt()).isEqualTo(1);
                });
    }

    /** The JVM writes a line of its own where it is given options by a variable. */
    private static List<JsonNode> linesOf(GatewayProcess gateway) {
        return gateway.log()
                .lines()
                .filter(line -> !line.startsWith("Picked up "))
                .map(AheadOfTimeIT::json)
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    @Test
    void propertyOfALibraryCountsAsItAlwaysDoes() throws Exception {
        try (ValkeyServer server = ValkeyServer.start();
                GatewayProcess gateway = start(server, Map.of("MANAGEMENT_HEALTH_REDIS_ENABLED", "false"))) {
            // when
            gateway.awaitReady();

            // then
            assertThat(gateway.log())
                    .doesNotContain(DECIDED)
                    .contains("beans are decided now, because MANAGEMENT_HEALTH_REDIS_ENABLED is set");
            assertThat(health()).contains("camelHealth").doesNotContain("redis");
        }
    }

    @Test
    void propertyAsAnArgumentCounts() throws Exception {
        try (ValkeyServer server = ValkeyServer.start();
                GatewayProcess gateway = describe(server).portAsArgument().start()) {
            assertDecidesNow(gateway, "server.port is set");
        }
    }

    @Test
    void classesBesideTheJarCount() throws Exception {
        try (ValkeyServer server = ValkeyServer.start();
                GatewayProcess gateway = describe(server).withTestClasses().start()) {
            assertDecidesNow(gateway, "the class path holds more than the jar");
        }
    }

    /** It says so long before it is ready. */
    private static void assertDecidesNow(GatewayProcess gateway, String reason) {
        JobClient.eventually(() -> gateway.log().contains("beans are decided now, because " + reason));
        assertThat(gateway.log()).doesNotContain(DECIDED);
    }

    private GatewayProcess start(ValkeyServer server, Map<String, String> environment) {
        return describe(server).env(environment).start();
    }

    private GatewayProcess.Builder describe(ValkeyServer server) {
        return describe().env("REDIS_URL", server.uri().toString());
    }

    private GatewayProcess.Builder describe() {
        return GatewayProcess.in(folder)
                .env("IMG_GW_MANAGEMENT_PORT", Integer.toString(management))
                .env("LOGGING_LEVEL_IO_FOLLOW_GATEWAY_STARTUP", "debug");
    }

    private String health() throws IOException, InterruptedException {
        return management("/health");
    }

    private String management(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/actuator" + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
