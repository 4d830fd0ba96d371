package io.follow.gateway.contract;

import static io.follow.gateway.contract.JobClient.eventually;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.CertificateAuthority;
import io.follow.gateway.testing.CertificateAuthority.Issued;
import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.SentinelGroup;
import io.follow.gateway.testing.TlsFiles;
import io.follow.gateway.testing.ValkeyServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** A gateway whose server speaks TLS, with certificates of a private CA on both sides. */
class TlsIT {

    @TempDir
    private Path certificates;

    private final Path folder = GatewayFixture.newFolder();
    private CertificateAuthority authority;

    @BeforeEach
    void prepare() {
        authority = CertificateAuthority.in(certificates.resolve("authority"));
        GatewayFixture.put(folder.resolve("incoming/a.jpg"), jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB)));
    }

    @AfterEach
    void removeFolder() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void jobsEndOnAClusterThatAsksForACertificate() {
        // given
        try (ValkeyServer server = cluster();
                InProcessGateway gateway = InProcessGateway.start(
                        server.uri(),
                        folder,
                        withCertificate(
                                "REDIS_CLUSTER_NODES=127.0.0.1:" + server.port(),
                                "gateway.keys.process={image}:process",
                                "gateway.keys.result={image}:result",
                                "gateway.keys.dead-letter={image}:process:dlq",
                                "gateway.keys.status={image}:status:",
                                "gateway.keys.upload={image}:upload:"))) {
            eventually(gateway::isReady);

            // when
            add(server, "{image}:process", "a");

            // then
            eventually(() -> "1".equals(server.command("XLEN", "{image}:result")));
            assertThat(server.command("HGET", "{image}:status:a", "stage")).isEqualTo("done");
        }
    }

    @Test
    void workersFollowThePrimaryThatSentinelsName() {
        // given
        try (SentinelGroup sentinels =
                        SentinelGroup.startWithTls(TlsFiles.of(authority).asMutual());
                InProcessGateway gateway = InProcessGateway.start(
                        sentinels.primary().uri(),
                        folder,
                        withCertificate(
                                "REDIS_SENTINEL_NODES=" + sentinels.nodes(),
                                "REDIS_SENTINEL_MASTER=" + SentinelGroup.NAME))) {
            eventually(gateway::isReady);
            ValkeyServer former = sentinels.primary();
            add(former, "image:process", "before");
            eventually(() -> "done".equals(former.command("HGET", "image:status:before", "stage")));

            // when
            sentinels.beginFailover();
            sentinels.awaitOtherThan(former);
            ValkeyServer primary = sentinels.primary();
            eventually(() -> primary.command("ROLE").startsWith("[master"));
            add(primary, "image:process", "after");

            // then workers settle there, on connections of their own
            eventually(() -> "done".equals(primary.command("HGET", "image:status:after", "stage")));
            eventually(gateway::isReady);
            assertThat(primary.command("XLEN", "image:result")).isEqualTo("2");
            assertThat(primary.command("CLIENT", "LIST")).contains("cmd=evalsha");
        }
    }

    @Test
    void isNotReadyAndSaysWhyWhereTheCertificateIsOfAnotherCa() {
        // given
        CertificateAuthority stranger = CertificateAuthority.in(certificates.resolve("stranger"));
        try (ValkeyServer server = ValkeyServer.startWithTls(TlsFiles.of(authority));
                InProcessGateway gateway =
                        InProcessGateway.start(server.uri(), folder, "REDIS_TLS_CA=" + stranger.certificate())) {
            assertThat(server.isAlive()).isTrue();

            // when
            eventually(() -> gateway.get("/health/ready").body().contains("TLS"));

            // then
            HttpResponse<String> readiness = gateway.get("/health/ready");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body())
                    .contains("TLS: the certificate of the server is not signed by a trusted CA")
                    .doesNotContain("\tat ", certificates.toString());
        }
    }

    private String[] withCertificate(String... settings) {
        Issued own = authority.issue("gateway", "dns:gateway");
        return Stream.concat(
                        Stream.of(settings),
                        Stream.of(
                                "REDIS_TLS_CA=" + authority.certificate(),
                                "REDIS_TLS_CERT=" + own.certificate(),
                                "REDIS_TLS_KEY=" + own.key()))
                .toArray(String[]::new);
    }

    private static void add(ValkeyServer server, String stream, String image) {
        server.command(
                "XADD",
                stream,
                "*",
                "image_id",
                image,
                "source_key",
                "a.jpg",
                "storage_key",
                image + ".jpg",
                "expected_content_type",
                "image/jpeg");
    }

    private ValkeyServer cluster() {
        ValkeyServer server = ValkeyServer.startWithTls(
                TlsFiles.of(authority).asMutual(),
                "--cluster-enabled",
                "yes",
                "--cluster-port",
                Integer.toString(FreePorts.next()));
        server.command("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        eventually(() -> String.valueOf(server.command("CLUSTER", "INFO")).contains("cluster_state:ok"));
        return server;
    }
}
