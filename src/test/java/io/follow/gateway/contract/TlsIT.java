package io.follow.gateway.contract;

import static io.follow.gateway.contract.JobClient.eventually;
import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.CertificateAuthority;
import io.follow.gateway.testing.CertificateAuthority.Issued;
import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.ValkeyServer;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway and a cluster that speak TLS, with certificates of a private CA on both sides. */
class TlsIT {

    @TempDir
    private Path certificates;

    private final Path folder = GatewayFixture.newFolder();
    private final int tlsPort = FreePorts.next();

    @Test
    void jobsEndOnAClusterThatAsksForACertificate() {
        // given
        CertificateAuthority authority = CertificateAuthority.in(certificates);
        Issued own = authority.issue("gateway", "dns:gateway");
        try (ValkeyServer server = cluster(authority);
                InProcessGateway gateway = InProcessGateway.start(
                        URI.create("rediss://127.0.0.1:" + tlsPort),
                        folder,
                        "REDIS_CLUSTER_NODES=127.0.0.1:" + tlsPort,
                        "REDIS_TLS_CA=" + authority.certificate(),
                        "REDIS_TLS_CERT=" + own.certificate(),
                        "REDIS_TLS_KEY=" + own.key(),
                        "gateway.keys.process={image}:process",
                        "gateway.keys.result={image}:result",
                        "gateway.keys.dead-letter={image}:process:dlq",
                        "gateway.keys.status={image}:status:",
                        "gateway.keys.upload={image}:upload:")) {
            GatewayFixture.put(folder.resolve("incoming/a.jpg"), jpeg(quadrants(64, 48, BufferedImage.TYPE_INT_RGB)));
            eventually(gateway::isReady);

            // when
            server.command(
                    "XADD",
                    "{image}:process",
                    "*",
                    "image_id",
                    "a",
                    "source_key",
                    "a.jpg",
                    "storage_key",
                    "b.jpg",
                    "expected_content_type",
                    "image/jpeg");

            // then
            eventually(() -> "1".equals(server.command("XLEN", "{image}:result")));
            assertThat(server.command("HGET", "{image}:status:a", "stage")).isEqualTo("done");
        }
    }

    @Test
    void isNotReadyAndSaysWhyWhereTheCertificateIsOfAnotherCa() {
        // given
        CertificateAuthority authority = CertificateAuthority.in(certificates.resolve("one"));
        CertificateAuthority stranger = CertificateAuthority.in(certificates.resolve("other"));
        try (ValkeyServer server = cluster(authority);
                InProcessGateway gateway = InProcessGateway.start(
                        URI.create("rediss://127.0.0.1:" + tlsPort),
                        folder,
                        "REDIS_TLS_CA=" + stranger.certificate())) {
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

    private ValkeyServer cluster(CertificateAuthority authority) {
        Issued issued = authority.issue("server", "ip:127.0.0.1");
        ValkeyServer server = ValkeyServer.start(
                "--cluster-enabled", "yes",
                "--cluster-port", Integer.toString(FreePorts.next()),
                "--tls-port", Integer.toString(tlsPort),
                "--tls-cert-file", issued.certificate().toString(),
                "--tls-key-file", issued.key().toString(),
                "--tls-ca-cert-file", authority.certificate().toString(),
                "--tls-auth-clients", "yes");
        server.command("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        eventually(() -> String.valueOf(server.command("CLUSTER", "INFO")).contains("cluster_state:ok"));
        return server;
    }
}
