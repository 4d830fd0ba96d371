package io.follow.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.logging.JsonLogFormatter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

class SettingsPostProcessorTest {

    @TempDir
    private Path folder;

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void startsTheEmbeddedServerOnLoopbackWhenNoServerIsNamed() {
        process();
        assertThat(environment.getProperty("gateway.server.embedded")).isEqualTo("true");
        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
    }

    @Test
    void listensEverywhereWithAServerOfItsOwnersChoice() {
        process("REDIS_URL", "redis://valkey");
        assertThat(environment.getProperty("gateway.server.embedded")).isEqualTo("false");
        assertThat(environment.getProperty("server.address")).isEqualTo("0.0.0.0");
    }

    @Test
    void listensWhereItIsTold() {
        process("REDIS_URL", "redis://valkey", "IMG_GW_HOST", "127.0.0.2");
        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.2");
    }

    @Test
    void keepsItsStoresInTheDataFolder() {
        process("IMG_GW_DATA_DIR", "/srv/gateway", "IMG_GW_TARGET_STORE", "/mnt/images");
        assertThat(environment.getProperty("gateway.stores.source")).isEqualTo("file:/srv/gateway/incoming");
        assertThat(environment.getProperty("gateway.stores.target")).isEqualTo("file:/mnt/images");
    }

    @Test
    void letsAPropertyCountMoreThanAVariable() {
        environment.setProperty("gateway.workers", "7");
        process("IMG_GW_WORKERS", "3");
        assertThat(environment.getProperty("gateway.workers")).isEqualTo("7");
    }

    @Test
    void debugsTheGatewayAlone() {
        process("IMG_GW_LOG_LEVEL", "debug");
        assertThat(environment.getProperty("logging.level.io.follow.gateway")).isEqualTo("debug");
        assertThat(environment.getProperty("logging.level.root")).isEqualTo("info");
    }

    @Test
    void quietensEverybody() {
        process("IMG_GW_LOG_LEVEL", "error");
        assertThat(environment.getProperty("logging.level.io.follow.gateway")).isEqualTo("error");
        assertThat(environment.getProperty("logging.level.root")).isEqualTo("error");
    }

    @Test
    void logsJsonWhereItIsAskedTo() {
        process("LOGGING_FORMAT", "json");
        assertThat(environment.getProperty("logging.structured.format.console"))
                .isEqualTo(JsonLogFormatter.class.getName());
    }

    @Test
    void keepsWhatItStoresItselfBelowIncomingInABucketOfFollow() {
        process("MINIO_BUCKET_NAME", "follow-images");
        assertThat(environment.getProperty("gateway.stores.source")).isEqualTo("s3://follow-images");
        assertThat(environment.getProperty("gateway.upload.folder")).isEqualTo("incoming");
    }

    @Test
    void keepsWhatItStoresItselfInAFolderOfItsOwnElsewhere() {
        process("MINIO_BUCKET_NAME", "follow-images", "IMG_GW_SOURCE_STORE", "s3://raw");
        assertThat(environment.getProperty("gateway.upload.folder")).isEqualTo("gateway-received");
    }

    @Test
    void leavesEightSecondsOfAStopForTheHandOver() {
        process("IMG_GW_SHUTDOWN_TIMEOUT", "30s");
        assertThat(environment.getProperty("camel.main.shutdown-timeout")).isEqualTo("22");
        assertThat(environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase"))
                .isEqualTo("3s");
    }

    @Test
    void givesCamelASecondOfAVeryShortStop() {
        process("IMG_GW_SHUTDOWN_TIMEOUT", "1500ms");
        assertThat(environment.getProperty("camel.main.shutdown-timeout")).isEqualTo("1");
        assertThat(environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase"))
                .isEqualTo("1s");
    }

    @Test
    void readsRoutesFromAFolderAndItsFoldersButForExamplesAndHiddenOnes() throws IOException {
        // given
        for (String file : List.of("one", "pipeline/two", "examples/three", "..data/four", "pipeline/deep/five")) {
            Path path = folder.resolve(file + ".camel.yaml");
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }
        Files.createDirectory(folder.resolve("empty"));

        // when
        process("IMG_GW_ROUTES_DIR", folder.toString());

        // then
        assertThat(environment.getProperty("gateway.routes-dir")).isEqualTo(folder.toString());
        assertThat(environment.getProperty("camel.main.routes-include-pattern"))
                .isEqualTo("file:" + folder + "/*.camel.yaml,file:" + folder + "/pipeline/*.camel.yaml");
    }

    @Test
    void readsRoutesFromAFlatFolder() throws IOException {
        Files.createFile(folder.resolve("one.camel.yaml"));
        process("IMG_GW_ROUTES_DIR", folder.toString());
        assertThat(environment.getProperty("camel.main.routes-include-pattern"))
                .isEqualTo("file:" + folder + "/*.camel.yaml");
    }

    @Test
    void namesEveryRouteFileInTheJarButTheExamples() throws IOException {
        Path routes = Path.of("routes").toAbsolutePath();
        assertThat(RouteFolder.filesInTheJar().split(","))
                .containsExactlyInAnyOrderElementsOf(new RouteFolder(routes)
                        .files().stream()
                                .map(file -> "classpath:routes/" + routes.relativize(file))
                                .toList());
    }

    @Test
    void refusesAFolderWithoutRoutes() {
        assertThatThrownBy(() -> process("IMG_GW_ROUTES_DIR", folder.toString()))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("IMG_GW_ROUTES_DIR is \"" + folder + "\", expected a folder with *.camel.yaml files");
    }

    @Test
    void letsOnlyTheDefaultManagementPortGiveWay() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(busy.getLocalPort());
            process("IMG_GW_MANAGEMENT_PORT", port);
            assertThat(environment.getProperty("management.server.port")).isEqualTo(port);
        }
    }

    @ParameterizedTest
    @CsvSource({"SERVER_PORT, server.port, 8090", "MANAGEMENT_SERVER_PORT, management.server.port, 4711"})
    void passesOverTheAddressOfAService(String variable, String property, String expected) {
        StandardEnvironment kubernetes = new StandardEnvironment();
        kubernetes
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                Map.of(
                                        variable,
                                        "tcp://10.0.0.1:80",
                                        "IMG_GW_MANAGEMENT_PORT",
                                        "4711",
                                        "IMG_GW_DATA_DIR",
                                        folder.toString())));
        SettingsPostProcessor.addSettings(kubernetes);
        assertThat(kubernetes.getProperty(property)).isEqualTo(expected);
    }

    @Test
    void readsHeadersForACollectorOfTracesFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("headers"), "api-key=hunter2\n");
        process("OTEL_EXPORTER_OTLP_HEADERS_FILE", file.toString());
        assertThat(environment.getProperty("otel.exporter.otlp.headers")).isEqualTo("api-key=hunter2");
        assertThat(environment.getProperty("otel.exporter.otlp.traces.headers")).isNull();
    }

    @Test
    void refusesHeadersBesideTheirFile() {
        assertThatThrownBy(() -> process(
                        "OTEL_EXPORTER_OTLP_HEADERS", "api-key=hunter2",
                        "OTEL_EXPORTER_OTLP_HEADERS_FILE", "headers"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "OTEL_EXPORTER_OTLP_HEADERS and OTEL_EXPORTER_OTLP_HEADERS_FILE are both set, expected one of"
                                + " them");
    }

    @Test
    void refusesHalfOfSentinel() {
        assertThatThrownBy(() -> process("REDIS_SENTINEL_NODES", "a:1"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("REDIS_SENTINEL_MASTER");
    }

    @Test
    void refusesSentinelAndClusterTogether() {
        assertThatThrownBy(() -> process(
                        "REDIS_SENTINEL_NODES", "a:1", "REDIS_SENTINEL_MASTER", "main", "REDIS_CLUSTER_NODES", "b:1"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("REDIS_CLUSTER_NODES and REDIS_SENTINEL_NODES are both set");
    }

    private void process(String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        new SettingsPostProcessor(Supplier::get).postProcessEnvironment(environment, new SpringApplication());
    }
}
