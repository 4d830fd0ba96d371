package io.follow.gateway.contract;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.FileDescriptorLimit;
import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisURI;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.FileSystemUtils;

/** Section 8 as an operator meets it: the program as a process with its environment. */
class PackagedGatewayIT {

    private static final byte[] PHOTO = jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB));
    private static final String NO_SERVER = "redis://127.0.0.1:1";

    private final Path folder = GatewayFixture.newFolder();

    @AfterEach
    void removeFolder() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void speaksTlsWithSecretsFromFilesThatItNeverShowsWaitsForDescriptorsAndEndsOnSigterm() throws IOException {
        try (ValkeyServer server =
                ValkeyServer.startWithTls("--user", "gateway", "on", ">hunter2", "~*", "&*", "+@all")) {
            // given
            int management = FreePorts.next();
            Map<String, String> environment = Map.of(
                    "REDIS_URL_FILE",
                    file("url", "rediss://gateway:hunter2@127.0.0.1:" + server.port() + "\n"),
                    "IMG_GW_ADMIN_TOKEN_FILE",
                    file("token", "swordfish\n"),
                    "IMG_GW_MANAGEMENT_PORT",
                    Integer.toString(management));
            Job job = Job.jpeg();
            GatewayFixture.put(folder.resolve("data/incoming").resolve(job.sourceKey()), PHOTO);

            // when
            try (GatewayProcess gateway = GatewayProcess.in(folder)
                            .env(environment)
                            .jvm("-Djavax.net.ssl.trustStore=" + server.tls().trustStore())
                            .jvm("-Djavax.net.ssl.trustStorePassword="
                                    + server.tls().trustStorePassword())
                            .start()
                            .awaitReady();
                    JobClient jobClient = new JobClient(withoutVerification(server))) {
                if (FileDescriptorLimit.canBeTaken()) {
                    jobsWaitForFileDescriptorsThatRanOutBeforeTheFirstOne(gateway, jobClient);
                }
                Map<String, String> result = jobClient.resultOf(jobClient.add(job));

                // then
                assertThat(result).containsEntry("status", "processed");
                String shown = gateway.process().info().commandLine().orElse("")
                        + Stream.of("", "/health", "/info", "/metrics", "/prometheus", "/env", "/configprops")
                                .map(path -> body(management, "/actuator" + path))
                                .collect(Collectors.joining());
                assertThat(shown).contains("\"status\":\"UP\"").doesNotContain("hunter2", "swordfish");
                assertThat(gateway.terminate()).isIn(0, 143);
                assertThat(jobClient.pending()).isZero();
                assertThat(gateway.log()).doesNotContain("hunter2", "swordfish", "\tat ");
            }
        }
    }

    /** The gateway has not decoded a picture yet. */
    private void jobsWaitForFileDescriptorsThatRanOutBeforeTheFirstOne(GatewayProcess gateway, JobClient jobClient) {
        // given
        List<Job> jobs = Stream.generate(Job::jpeg).limit(10).toList();
        jobs.forEach(job -> GatewayFixture.put(folder.resolve("data/incoming").resolve(job.sourceKey()), PHOTO));
        FileDescriptorLimit.limit(gateway.process(), 1);

        // when
        List<String> ids = jobs.stream().map(jobClient::add).toList();
        JobClient.eventually(() -> gateway.log().contains("no file descriptors are left"));
        FileDescriptorLimit.unlimit(gateway.process());

        // then
        assertThat(ids).allSatisfy(id -> assertThat(jobClient.resultOf(id)).containsEntry("status", "processed"));
        assertThat(gateway.log()).doesNotContain("\tat ");
    }

    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                wrong(
                        Map.of("IMG_GW_WORKERS", "many"),
                        "IMG_GW_WORKERS is \"many\", expected a whole number from 0 to 1024"),
                wrong(
                        Map.of("IMG_GW_WORKERS", "many", "LOGGING_FORMAT", "json"),
                        "IMG_GW_WORKERS is \\\"many\\\", expected a whole number from 0 to 1024\",\"logger\":"),
                wrong(
                        Map.of("IMG_GW_DATA_DIR", "/dev/null/data"),
                        "IMG_GW_DATA_DIR is \"/dev/null/data\", expected a directory that can be created and written"),
                wrong(
                        Map.of("IMG_GW_ROUTES_DIR", "no-such-folder"),
                        "IMG_GW_ROUTES_DIR is \"no-such-folder\", expected a folder with *.camel.yaml files"),
                wrong(
                        Map.of("REDIS_URL", "http://alice:hunter2@127.0.0.1"),
                        "REDIS_URL is (not shown), expected redis://[user:password@]host[:port][/database]"),
                wrong(
                        Map.of("REDIS_URL", "rediss://127.0.0.1:1", "REDIS_TLS_CA", "none.crt"),
                        "REDIS_TLS_CA is \"none.crt\", expected the path of a PEM file with certificates"),
                wrong(
                        Map.of("REDIS_CLUSTER_NODES", "127.0.0.1:1"),
                        "must share a hash tag, set GATEWAY_KEYS_PROCESS={image}:process"));
    }

    private static Arguments wrong(Map<String, String> environment, String line) {
        return Arguments.of(environment, line);
    }

    @ParameterizedTest
    @MethodSource("wrongSettings")
    void stopsAtAWrongSettingWithOneLine(Map<String, String> environment, String line) {
        assertStopsWithOneLine(environment, line);
    }

    @Test
    void stopsAtABusyPortWithOneLine() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(busy.getLocalPort());
            assertStopsWithOneLine(
                    Map.of("IMG_GW_PORT", port, "IMG_GW_HOST", "127.0.0.1"), "port " + port + " is in use");
        }
    }

    private void assertStopsWithOneLine(Map<String, String> wrong, String line) {
        // given
        Map<String, String> environment = new LinkedHashMap<>(wrong);
        if (!wrong.containsKey("REDIS_CLUSTER_NODES")) {
            environment.putIfAbsent("REDIS_URL", NO_SERVER);
        }

        // when
        try (GatewayProcess gateway = GatewayProcess.in(folder).env(environment).start()) {
            int exitCode = gateway.exitCode();

            // then
            assertThat(exitCode).isEqualTo(1);
            List<String> lines = gateway.log()
                    .lines()
                    .filter(printed -> !printed.contains(" INFO "))
                    .toList();
            assertThat(lines).singleElement().satisfies(only -> assertThat(only).contains("not started: ", line));
            assertThat(gateway.log()).doesNotContain("hunter2");
        }
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static String body(int port, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the gateway answered", e);
        }
    }

    /** The test's own client is not what is tested. */
    private static RedisURI withoutVerification(ValkeyServer server) {
        URI uri = server.uri();
        return RedisURI.builder()
                .withHost(uri.getHost())
                .withPort(uri.getPort())
                .withSsl(true)
                .withVerifyPeer(false)
                .build();
    }
}
