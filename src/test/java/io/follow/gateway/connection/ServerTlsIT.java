package io.follow.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.component.streams.client.ServerFailure;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.testing.CertificateAuthority;
import io.follow.gateway.testing.CertificateAuthority.Issued;
import io.follow.gateway.testing.SentinelProcess;
import io.follow.gateway.testing.TlsFiles;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Connection;

/** Both clients, with a real server and certificates of a private CA. */
class ServerTlsIT {

    private static final String HERE = "ip:127.0.0.1,dns:localhost";

    @TempDir
    private static Path folder;

    private static CertificateAuthority authority;
    private static CertificateAuthority stranger;
    private static Issued client;
    private static ValkeyServer open;
    private static ValkeyServer closed;
    private static ValkeyServer elsewhere;
    private static ValkeyServer expired;

    /** A way to connect and to exchange a command. */
    private record Way(String name, Consumer<ServerConnection> action) {

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void startServers() {
        authority = CertificateAuthority.in(folder.resolve("authority"));
        stranger = CertificateAuthority.in(folder.resolve("stranger"));
        client = authority.issue("client", HERE);
        Issued issued = authority.issue("server", HERE);
        open = ValkeyServer.startWithTls(TlsFiles.of(authority, issued));
        closed = ValkeyServer.startWithTls(TlsFiles.of(authority, issued).asMutual());
        elsewhere = ValkeyServer.startWithTls(TlsFiles.of(authority, authority.issue("elsewhere", "dns:elsewhere")));
        expired = ValkeyServer.startWithTls(TlsFiles.of(authority, authority.issueExpired("expired", HERE)));
    }

    @AfterAll
    static void stopServers() {
        Stream.of(open, closed, elsewhere, expired).forEach(ValkeyServer::close);
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("shared", ServerTlsIT::pingByLettuce), new Way("of workers", ServerTlsIT::pingByJedis));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void trustsThePrivateCaAndShowsItsOwnCertificate(Way way) {
        way.action().accept(to(closed, authority.certificate(), client));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void refusesACertificateOfAnotherCa(Way way) {
        assertThat(failureOf(way, to(open, stranger.certificate(), null)))
                .isEqualTo("TLS: the certificate of the server is not signed by a trusted CA, expected the"
                        + " certificate of its CA among the trusted ones");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void refusesACertificateOfAnotherHost(Way way) {
        assertThat(failureOf(way, to(elsewhere, authority.certificate(), null)))
                .startsWith("TLS: the certificate of the server is for another host (")
                .endsWith("), expected one for the name that the connection uses");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void refusesACertificateThatHasExpired(Way way) {
        assertThat(failureOf(way, to(expired, authority.certificate(), null)))
                .startsWith("TLS: the certificate of the server, or of its CA, has expired (NotAfter: ");
    }

    @Test
    void saysThatTheServerWantsACertificate() {
        ServerConnection without = to(closed, authority.certificate(), null);
        assertThat(ServerFailure.describe(catchThrowable(() -> pingByLettuce(without))))
                .startsWith("TLS: the server refuses this client (");
    }

    @Test
    void saysThatThePortIsAPlainOne() {
        ServerConnection plain = to("rediss://127.0.0.1:" + open.plainPort(), authority.certificate(), null);
        assertThat(ServerFailure.describe(catchThrowable(() -> pingByLettuce(plain))))
                .isEqualTo(
                        "TLS: the server does not answer the handshake (timed out after 2500ms), expected a port that"
                                + " speaks TLS");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void usesRenewedFilesForTheNextConnection(Way way) throws IOException {
        // given a file of trusted certificates without the right one
        Path trusted = folder.resolve("trusted " + way);
        Files.copy(stranger.certificate(), trusted);
        ServerConnection connection = to(open, trusted, null);
        assertThat(failureOf(way, connection)).startsWith("TLS: ");

        // when
        replace(trusted, Files.readString(authority.certificate()));

        // then
        way.action().accept(connection);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void showsARenewedCertificateAtTheNextConnection(Way way) throws IOException {
        // given a certificate of a CA that the server does not know
        Issued own = new Issued(folder.resolve("own.crt " + way), folder.resolve("own.key " + way));
        Issued unknown = stranger.issue("gateway", HERE);
        Files.copy(unknown.certificate(), own.certificate());
        Files.copy(unknown.key(), own.key());
        ServerConnection connection = to(closed, authority.certificate(), own);
        assertThatThrownBy(() -> way.action().accept(connection)).isInstanceOf(RuntimeException.class);

        // when
        replace(own.certificate(), Files.readString(client.certificate()));
        replace(own.key(), Files.readString(client.key()));

        // then
        way.action().accept(connection);
    }

    @Test
    void keepsTheFormerFilesWhereTheNewOnesCannotBeUsed() throws IOException {
        // given
        Path trusted = folder.resolve("half-written");
        Files.copy(authority.certificate(), trusted);
        ServerConnection connection = to(open, trusted, null);

        // when
        replace(trusted, "-----BEGIN CERTIFICATE-----");

        // then
        pingByJedis(connection);
    }

    @Test
    void asksSentinelsOverTls() {
        TlsFiles files = TlsFiles.of(authority, authority.issue("sentinel", HERE));
        try (SentinelProcess sentinel =
                SentinelProcess.startWithTls(files.asMutual(), "sentinel monitor main 127.0.0.1 2 1")) {
            // given Sentinels, of which no URL says that they speak TLS
            ServerConnection connection = new ServerConnection(
                    new GatewayProperties.Server(
                            false,
                            null,
                            null,
                            "127.0.0.1:" + sentinel.port(),
                            "main",
                            null,
                            null,
                            authority.certificate().toString(),
                            client.certificate().toString(),
                            client.key().toString(),
                            null),
                    null);

            // when
            try (SentinelWatch watch = new SentinelWatch(
                            "main",
                            CommandClient.sentinelUris(Objects.requireNonNull(connection.getSentinel())),
                            place -> false,
                            connection.tls())
                    .start()) {
                // then
                await().ignoreExceptionsInstanceOf(RedisException.class)
                        .until(() -> watch.primary().getPort() == 2);
            }
        }
    }

    @Test
    void checksTheNameOfThePrimaryThatSentinelsName() {
        assertThat(pingPrimary(open)).isEqualTo("PONG");
        assertThat(ServerFailure.describe(catchThrowable(() -> pingPrimary(elsewhere))))
                .startsWith("TLS: the certificate of the server is for another host (");
    }

    /** As a gateway does: the client knows no place, and is led to one at each connection. */
    private static String pingPrimary(ValkeyServer server) {
        ClientResources resources = new PrimaryConnections(
                        () -> new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))
                .configure(ClientResources.builder())
                .build();
        RedisURI nowhere =
                RedisURI.Builder.redis("primary.invalid", 1).withSsl(true).build();
        try (RedisClient led = RedisClient.create(resources, nowhere)) {
            led.setOptions(ClientOptions.builder()
                    .sslOptions(TlsOptions.of(
                            to(server, authority.certificate(), null).tls()))
                    .build());
            return led.connect().sync().ping();
        } finally {
            resources.shutdown().syncUninterruptibly();
        }
    }

    @Test
    void refusesFilesThatAreNotThere() {
        Path none = folder.resolve("none.crt");

        assertThatThrownBy(() -> to("rediss://127.0.0.1:1", none, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the TLS files cannot be read")
                .hasCauseInstanceOf(NoSuchFileException.class);
    }

    /** The clock of a file system may be coarse. */
    private static void replace(Path file, String content) throws IOException {
        FileTime later =
                FileTime.from(Files.getLastModifiedTime(file).toInstant().plusSeconds(1));
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, later);
    }

    private static ServerConnection to(ValkeyServer server, @Nullable Path trusted, @Nullable Issued own) {
        return to("rediss://127.0.0.1:" + server.port(), trusted, own);
    }

    private static ServerConnection to(String url, @Nullable Path trusted, @Nullable Issued own) {
        return new ServerConnection(
                new GatewayProperties.Server(
                        false,
                        url,
                        null,
                        null,
                        null,
                        null,
                        null,
                        trusted == null ? null : trusted.toString(),
                        own == null ? null : own.certificate().toString(),
                        own == null ? null : own.key().toString(),
                        null),
                URI.create(url));
    }

    private static void pingByLettuce(ServerConnection connection) {
        try (RedisClient client = CommandClient.single(connection)) {
            assertThat(client.connect().sync().ping()).isEqualTo("PONG");
        }
    }

    private static void pingByJedis(ServerConnection connection) {
        WorkerConnector connector = Objects.requireNonNull(WorkerConnector.to(connection));
        try (Connection opened = connector.open()) {
            assertThat(opened.ping()).isTrue();
        }
    }

    private static String failureOf(Way way, ServerConnection connection) {
        return ServerFailure.describe(catchThrowable(() -> way.action().accept(connection)));
    }
}
