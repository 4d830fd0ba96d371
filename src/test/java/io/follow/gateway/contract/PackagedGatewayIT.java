package io.follow.gateway.contract;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.follow.gateway.testing.FileDescriptorLimit;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisURI;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    void speaksTlsWithUserAndPasswordAndEndsOnSigterm() {
        try (ValkeyServer server =
                ValkeyServer.startWithTls("--user", "gateway", "on", ">secret", "~*", "&*", "+@all")) {
            // given
            Map<String, String> environment = Map.of("REDIS_URL", "rediss://gateway:secret@127.0.0.1:" + server.port());
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
                Map<String, String> result = jobClient.resultOf(jobClient.add(job));

                // then
                assertThat(result).containsEntry("status", "processed");
                assertThat(gateway.terminate()).isIn(0, 143);
                assertThat(jobClient.pending()).isZero();
                assertThat(gateway.log()).doesNotContain("secret", "\tat ");
            }
        }
    }

    @Test
    void jobsWaitForFileDescriptorsThatRanOutBeforeTheFirstOne() {
        assumeThat(FileDescriptorLimit.canBeTaken()).isTrue();
        try (ValkeyServer server = ValkeyServer.start();
                GatewayProcess gateway = GatewayProcess.in(folder)
                        .env("REDIS_URL", server.uri().toString())
                        .start()
                        .awaitReady();
                JobClient jobClient = new JobClient(server.uri())) {
            // given: a gateway that has not decoded a picture yet
            List<Job> jobs = Stream.generate(Job::jpeg).limit(10).toList();
            jobs.forEach(
                    job -> GatewayFixture.put(folder.resolve("data/incoming").resolve(job.sourceKey()), PHOTO));
            FileDescriptorLimit.limit(gateway.process(), 1);

            // when
            List<String> ids = jobs.stream().map(jobClient::add).toList();
            JobClient.eventually(() -> gateway.log().contains("no file descriptors are left"));
            FileDescriptorLimit.unlimit(gateway.process());

            // then
            assertThat(ids).allSatisfy(id -> assertThat(jobClient.resultOf(id)).containsEntry("status", "processed"));
            assertThat(gateway.log()).doesNotContain("\tat ");
        }
    }

    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                wrong(
                        Map.of("IMG_GW_WORKERS", "many"),
                        "IMG_GW_WORKERS is \"many\", expected a whole number from 1 to 1024"),
                wrong(
                        Map.of("IMG_GW_ROUTES_DIR", "no-such-folder"),
                        "IMG_GW_ROUTES_DIR is \"no-such-folder\", expected a folder with *.camel.yaml files"),
                wrong(
                        Map.of("REDIS_URL", "http://alice:hunter2@127.0.0.1"),
                        "REDIS_URL is (not shown), expected redis://[user:password@]host[:port][/database]"),
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
