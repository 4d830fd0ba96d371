package io.follow.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.component.streams.entry.DeliveryListener;
import io.follow.gateway.component.streams.read.StreamReader;
import io.follow.gateway.connection.SentinelWatch;
import io.follow.gateway.schedule.Scheduler;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.testing.CapturedLog;
import io.follow.gateway.testing.CertificateAuthority;
import io.follow.gateway.testing.SettingsReader;
import io.follow.gateway.testing.TlsFiles;
import io.follow.gateway.testing.ValkeyServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.StandardEnvironment;

/** What an operator reads where TLS fails: the connections of a gateway with one route, to servers with wrong certificates. */
class TlsTroubleIT {

    private static final String HERE = "ip:127.0.0.1";

    /** The handshake with a port that does not answer ends after 2.5 s. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static CertificateAuthority authority;
    private static ValkeyServer sound;
    private static ValkeyServer elsewhere;
    private static ValkeyServer expired;
    private static Path stranger;

    private final CapturedLog readers = CapturedLog.withDebug(StreamReader.class);
    private final CapturedLog watches = CapturedLog.of(SentinelWatch.class);

    /** What {@code REDIS_URL} and the lists of nodes say about a port. */
    private enum Topology {
        SINGLE,
        CLUSTER,
        SENTINELS;

        Map<String, String> settings(int port) {
            return switch (this) {
                case SINGLE -> Map.of();
                case CLUSTER -> SettingsReader.ofCluster(port);
                case SENTINELS -> Map.of("REDIS_SENTINEL_NODES", "127.0.0.1:" + port, "REDIS_SENTINEL_MASTER", "main");
            };
        }
    }

    @BeforeAll
    static void startServers() {
        authority = CertificateAuthority.in(folder.resolve("authority"));
        stranger = CertificateAuthority.in(folder.resolve("stranger")).certificate();
        sound = ValkeyServer.startWithTls(TlsFiles.of(authority));
        elsewhere = ValkeyServer.startWithTls(TlsFiles.of(authority, authority.issue("elsewhere", "dns:elsewhere")));
        expired = ValkeyServer.startWithTls(TlsFiles.of(authority, authority.issueExpired("expired", HERE)));
    }

    @AfterAll
    static void stopServers() {
        Stream.of(sound, elsewhere, expired).forEach(ValkeyServer::close);
    }

    @AfterEach
    void detach() {
        readers.close();
        watches.close();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(Topology.values())
                .flatMap(topology -> Stream.of(
                        Arguments.of(topology, sound.port(), stranger, "is not signed by a trusted CA"),
                        Arguments.of(topology, elsewhere.port(), authority.certificate(), "is for another host"),
                        Arguments.of(topology, expired.port(), authority.certificate(), "has expired"),
                        Arguments.of(
                                topology,
                                sound.plainPort(),
                                authority.certificate(),
                                "expected a port that speaks TLS")));
    }

    /** Handshakes end before anybody knows whether there is a cluster or a Sentinel behind the port. */
    @ParameterizedTest
    @MethodSource("troubles")
    void isLoggedOnceAndPromptly(Topology topology, int port, Path trusted, String reason) throws Exception {
        // when
        try (Gateway gateway = Gateway.start(topology, port, trusted)) {
            assertThat(gateway.camel().isStarted()).isTrue();

            // then
            CapturedLog told = topology == Topology.SENTINELS ? watches : readers;
            await().atMost(SOON).until(() -> told.lines().stream().anyMatch(line -> line.contains("TLS: ")));
            if (port != sound.plainPort()) {
                awaitAnotherAttempt();
            }
            assertThat(told.lines())
                    .filteredOn(line -> line.contains("TLS: "))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("WARN ")
                            .contains(reason)
                            .endsWith("; retrying until it succeeds")
                            .hasLineCount(1)
                            .doesNotContain(folder.toString()));
            assertThat(readers.lines()).hasSizeLessThan(3);
            assertThat(readers.hasStackTrace() || watches.hasStackTrace()).isFalse();
        }
    }

    @Test
    void isLoggedAsWellWhereAServerRestartsWithAnExpiredCertificate() throws Exception {
        TlsFiles files = TlsFiles.of(authority, authority.issue("renewed", HERE));
        try (ValkeyServer server = ValkeyServer.startWithTls(files);
                Gateway gateway = Gateway.start(Topology.SINGLE, server.port(), authority.certificate())) {
            // given
            assertThat(gateway.camel().isStarted()).isTrue();
            await().until(() -> server.command("CLIENT", "LIST").contains("cmd=xreadgroup"));

            // when
            server.kill();
            await().atMost(SOON).until(() -> readers.lines().size() == 1);
            authority.issueExpired("renewed", HERE);
            server.restart();

            // then
            await().atMost(SOON).until(() -> readers.lines().size() == 2);
            awaitAnotherAttempt();
            assertThat(readers.lines())
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("TLS: the certificate of the server", "has expired");

            // when
            server.kill();
            authority.issue("renewed", HERE);
            server.restart();

            // then
            await().atMost(SOON).until(() -> readers.lines().size() == 3);
            assertThat(readers.lines()).last().asString().startsWith("INFO ").contains("recovered");
        }
    }

    private void awaitAnotherAttempt() {
        long before = attempts();
        await().atMost(SOON).until(() -> attempts() > before);
    }

    private long attempts() {
        return readers.allLines().stream()
                .filter(line -> line.contains("(attempt "))
                .count();
    }

    /** The connections and one route of a gateway. */
    private record Gateway(AnnotationConfigApplicationContext context, DefaultCamelContext camel)
            implements AutoCloseable {

        static Gateway start(Topology topology, int port, Path trusted) throws Exception {
            Map<String, String> settings = new HashMap<>(topology.settings(port));
            settings.put("REDIS_URL", "rediss://127.0.0.1:" + port);
            settings.put("REDIS_TLS_CA", trusted.toString());
            settings.put("IMG_GW_DATA_DIR", folder.toString());
            StandardEnvironment environment = SettingsReader.environment(settings);
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.setEnvironment(environment);
            context.registerBean(GatewayProperties.class, () -> Binder.get(environment)
                    .bind("gateway", GatewayProperties.class)
                    .get());
            context.registerBean(DeliveryListener.class, () -> DeliveryListener.NONE);
            context.registerBean(Scheduler.class, () -> new Scheduler(1));
            // Spring Boot's own comes last and leaves out what is there.
            context.register(ConnectionConfiguration.class, SentinelConfiguration.class, RedisAutoConfiguration.class);
            context.refresh();
            DefaultCamelContext camel = new DefaultCamelContext();
            camel.addComponent("valkey-streams", context.getBean(ValkeyStreamsComponent.class));
            camel.addRoutes(new RouteBuilder(camel) {
                @Override
                public void configure() {
                    from("valkey-streams:image:process?group=gateway-workers&blockTimeout=200")
                            .to("log:job");
                }
            });
            camel.start();
            return new Gateway(context, camel);
        }

        @Override
        public void close() {
            camel.stop();
            context.close();
        }
    }
}
