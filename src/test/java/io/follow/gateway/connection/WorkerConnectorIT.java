package io.follow.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.component.streams.client.WorkerConnection;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.testing.TlsFiles;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisException;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

class WorkerConnectorIT {

    @Test
    void connectsAsTheUserAndToTheDatabaseOfTheUrl() {
        try (ValkeyServer server = ValkeyServer.start("--user", "gateway", "on", ">secret", "~*", "&*", "+@all")) {
            // given
            WorkerConnector connector = to("redis://gateway:secret@127.0.0.1:" + server.port() + "/3", null, null);
            assertThat(connector).isNotNull();
            // when
            try (Connection connection = connector.open()) {
                connection.sendCommand(Command.CLIENT, "INFO");
                // then
                assertThat(connection.getBulkReply()).contains(" db=3 ").contains(" user=gateway ");
            }
        }
    }

    @Test
    void needsNoPermissionBeyondThoseOfItsCommands() {
        try (ValkeyServer server = ValkeyServer.start("--user", "gateway", "on", ">secret", "-@all", "+incr", "~*")) {
            WorkerConnector connector = to("redis://gateway:secret@127.0.0.1:" + server.port(), null, null);
            assertThat(connector).isNotNull();
            try (Connection connection = connector.open()) {
                connection.sendCommand(Command.INCR, "counter");
                assertThat(connection.getIntegerReply()).isEqualTo(1);
            }
        }
    }

    @Test
    void refusesAServerThatNobodyVouchesFor() {
        try (ValkeyServer server = ValkeyServer.startWithTls()) {
            WorkerConnector connector = to("rediss://127.0.0.1:" + server.port(), null, null);
            assertThat(connector).isNotNull();
            assertThatThrownBy(connector::get)
                    .isInstanceOf(WorkerConnection.LostException.class)
                    .hasRootCauseInstanceOf(CertPathBuilderException.class);
        }
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        try (ValkeyServer server = ValkeyServer.startWithTls()) {
            // given a client that trusts the certificate, which is for localhost and 127.0.0.1
            WorkerConnector here = trusting(server.tls(), "127.0.0.1", server.port());
            try (Connection connection = here.open()) {
                assertThat(connection.ping()).isTrue();
            }
            // when the same server has another name
            WorkerConnector elsewhere = trusting(server.tls(), "0.0.0.0", server.port());
            // then
            assertThatThrownBy(elsewhere::get).hasRootCauseInstanceOf(CertificateException.class);
        }
    }

    private static WorkerConnector trusting(TlsFiles files, String host, int port) throws Exception {
        KeyStore trusted = KeyStore.getInstance(
                files.trustStore().toFile(), files.trustStorePassword().toCharArray());
        SslBundle tls = SslBundle.of(SslStoreBundle.of(null, null, trusted));
        WorkerConnector connector = WorkerConnector.to(new RedisConnectionDetails() {
            @Override
            public Standalone getStandalone() {
                return Standalone.of(host, port, 0, tls);
            }
        });
        assertThat(connector).isNotNull();
        return connector;
    }

    @Test
    void saysSoWhenTheServerTakesNoFurtherClient() {
        try (ValkeyServer server = ValkeyServer.start("--maxclients", "1")) {
            WorkerConnector connector = to("redis://127.0.0.1:" + server.port(), null, null);
            assertThat(connector).isNotNull();
            try (Connection only = connector.open()) {
                assertThat(only.ping()).isTrue();
                assertThatThrownBy(connector::get).isInstanceOf(RedisException.class);
            }
        }
    }

    @Test
    void isNotThereForAClusterOrSentinel() {
        assertThat(to("redis://any", "a:1,b:2", null)).isNull();
        assertThat(to("redis://any", null, "a:1")).isNull();
    }

    private static @Nullable WorkerConnector to(String url, @Nullable String cluster, @Nullable String sentinels) {
        String master = sentinels == null ? null : "main";
        GatewayProperties.Server server = new GatewayProperties.Server(
                false, url, cluster, sentinels, master, null, null, null, null, null, null);
        return WorkerConnector.to(new ServerConnection(server, URI.create(url)));
    }
}
