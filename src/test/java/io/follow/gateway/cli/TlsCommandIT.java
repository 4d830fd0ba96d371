package io.follow.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.CertificateAuthority;
import io.follow.gateway.testing.CertificateAuthority.Issued;
import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.SentinelProcess;
import io.follow.gateway.testing.SettingsReader;
import io.follow.gateway.testing.TlsFiles;
import io.follow.gateway.testing.ValkeyServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line with a server, a cluster and Sentinels that ask for a certificate. */
class TlsCommandIT {

    private static final String LETTER_ID = "1-1";

    @TempDir
    private static Path folder;

    private static CertificateAuthority authority;
    private static Issued operator;
    private static ValkeyServer server;
    private static ValkeyServer cluster;
    private static SentinelProcess sentinel;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        authority = CertificateAuthority.in(folder.resolve("authority"));
        operator = authority.issue("operator", "dns:operator");
        TlsFiles files = TlsFiles.of(authority).asMutual();
        server = ValkeyServer.startWithTls(files);
        cluster = ValkeyServer.startWithTls(
                files, "--cluster-enabled", "yes", "--cluster-port", Integer.toString(FreePorts.next()));
        cluster.command("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        sentinel = SentinelProcess.startWithTls(files, "sentinel monitor main 127.0.0.1 " + server.port() + " 1");
        await().until(() -> cluster.command("CLUSTER", "INFO").contains("cluster_state:ok"));
        await().until(() -> sentinel.ask("PING").equals("PONG"));
        addLetter(server, "image:process:dlq");
        addLetter(cluster, "{image}:process:dlq");
    }

    private static void addLetter(ValkeyServer server, String stream) {
        server.command("XADD", stream, LETTER_ID, "image_id", "a");
    }

    @AfterAll
    static void stop() {
        sentinel.close();
        cluster.close();
        server.close();
    }

    static Stream<Arguments> topologies() {
        return Stream.of(
                Arguments.of("one server", Map.of("REDIS_URL", "rediss://127.0.0.1:" + server.port())),
                Arguments.of("cluster", SettingsReader.ofCluster(cluster.port())),
                Arguments.of(
                        "Sentinels",
                        Map.of(
                                "REDIS_SENTINEL_NODES",
                                "127.0.0.1:" + sentinel.port(),
                                "REDIS_SENTINEL_MASTER",
                                "main")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topologies")
    void listsDeadLetters(String name, Map<String, String> settings) {
        assertThat(list(settings, authority)).as(err::toString).isZero();

        assertThat(out.toString()).contains(LETTER_ID);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topologies")
    void saysInOneLineThatTheCaIsAnother(String name, Map<String, String> settings) {
        CertificateAuthority stranger = CertificateAuthority.in(folder.resolve("stranger " + name));

        assertThat(list(settings, stranger)).isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo(
                        "the server cannot be used: TLS: the certificate of the server is not signed by a trusted CA,"
                                + " expected the certificate of its CA among the trusted ones"
                                + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    private int list(Map<String, String> settings, CertificateAuthority trusted) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("IMG_GW_DATA_DIR", folder.toString());
        all.put("REDIS_TLS_CA", trusted.certificate().toString());
        all.put("REDIS_TLS_CERT", operator.certificate().toString());
        all.put("REDIS_TLS_KEY", operator.key().toString());
        ServerSession session = new ServerSession(() -> SettingsReader.read(all));
        UnwantedRoutes routes = new UnwantedRoutes();
        return new GatewayCli(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        session,
                        session.ofGroups(),
                        routes,
                        routes,
                        new NoRouteTests())
                .run("dead-letters", "list");
    }
}
