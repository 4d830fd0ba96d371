package io.follow.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisDataException;

class ValkeyServerTest {

    @Test
    void startsEmptyServersThatKnowNothingOfEachOther() {
        try (ValkeyServer one = ValkeyServer.start();
                ValkeyServer other = ValkeyServer.start()) {
            one.command("SET", "key", "value");

            assertThat(one.uri()).hasToString("redis://127.0.0.1:" + one.port());
            assertThat(other.command("DBSIZE")).isEqualTo("0");
        }
    }

    @Test
    void keepsPortAndDataOverAKillWhenItAppendsAlways() {
        try (ValkeyServer server = ValkeyServer.start("--appendonly", "yes", "--appendfsync", "always")) {
            // given
            int port = server.port();
            server.command("SET", "key", "value");

            // when
            server.kill();
            assertThat(server.isAlive()).isFalse();
            server.restart();

            // then
            assertThat(server.port()).isEqualTo(port);
            assertThat(server.command("GET", "key")).isEqualTo("value");
        }
    }

    @Test
    void restartsAServerThatRunsOrIsPaused() {
        try (ValkeyServer server = ValkeyServer.start("--appendonly", "yes")) {
            // given
            long first = server.pid();
            server.command("SET", "key", "value");
            server.pause();

            // when
            server.restart();

            // then
            assertThat(server.pid()).isNotEqualTo(first);
            assertThat(server.command("GET", "key")).isEqualTo("value");
        }
    }

    @Test
    void answersNothingWhilePausedAndEverythingAfterwards() {
        try (ValkeyServer server = ValkeyServer.start();
                PlainConnection connection = PlainConnection.open(server.port(), Duration.ofMillis(200))) {
            server.pause();
            assertThat(server.isAlive()).isTrue();
            assertThatThrownBy(() -> connection.call("PING")).hasCauseInstanceOf(SocketTimeoutException.class);

            server.resume();
            assertThat(server.command("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void removesItsFolderWhenClosed() {
        ValkeyServer server = ValkeyServer.start();
        assertThat(server.folder()).isDirectory();

        server.close();

        assertThat(server.folder()).doesNotExist();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void takesPasswordsAndUsersFromItsArguments() {
        try (ValkeyServer server = ValkeyServer.start(
                        "--requirepass", "secret", "--user", "reader", "on", ">other", "~*", "+get");
                PlainConnection reader = PlainConnection.open(server.port(), Duration.ofSeconds(5))) {
            assertThat(server.uri()).hasToString("redis://:secret@127.0.0.1:" + server.port());
            assertThat(server.command("SET", "key", "value")).isEqualTo("OK");
            reader.call("AUTH", "reader", "other");
            assertThat(reader.call("GET", "key")).isEqualTo("value");
            assertThatThrownBy(() -> reader.call("SET", "key", "new")).hasMessageStartingWith("NOPERM");
        }
    }

    @Test
    void speaksTlsToAClientThatTrustsItsCertificate() {
        try (ValkeyServer server = ValkeyServer.startWithTls()) {
            // given
            SslOptions trusting = SslOptions.builder()
                    .jdkSslProvider()
                    .truststore(server.tls().trustStore().toFile(), server.tls().trustStorePassword())
                    .build();
            RedisClient client = RedisClient.create(RedisURI.create(server.uri()));
            client.setOptions(ClientOptions.builder().sslOptions(trusting).build());

            // when // then
            try (client;
                    StatefulRedisConnection<String, String> connection = client.connect()) {
                assertThat(server.uri()).hasScheme("rediss");
                assertThat(connection.sync().ping()).isEqualTo("PONG");
            }
        }
    }

    @Test
    void saysWhyAServerDoesNotStart() {
        assertThatThrownBy(() -> ValkeyServer.start("--appendfsync", "sometimes"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("did not start: ");
    }

    @Test
    void hasNoCertificateWithoutTls() {
        try (ValkeyServer server = ValkeyServer.start()) {
            assertThatThrownBy(server::tls).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> server.command("NOSUCH")).isInstanceOf(JedisDataException.class);
        }
    }
}
