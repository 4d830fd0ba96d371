package io.follow.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.ValkeyServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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
        try (ValkeyServer server = ValkeyServer.start();
                GatewayProcess gateway = start(server, Map.of())) {
            // when
            gateway.awaitReady();

            // then
            assertThat(gateway.log()).contains(DECIDED);
            assertThat(health()).contains("camelHealth", "redis");
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
        return GatewayProcess.in(folder)
                .env("REDIS_URL", server.uri().toString())
                .env("IMG_GW_MANAGEMENT_PORT", Integer.toString(management))
                .env("LOGGING_LEVEL_IO_FOLLOW_GATEWAY_STARTUP", "debug");
    }

    private String health() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/actuator/health"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
