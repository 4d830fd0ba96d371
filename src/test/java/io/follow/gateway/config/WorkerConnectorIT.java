package io.follow.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.testing.ValkeyServer;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

class WorkerConnectorIT {

    @Test
    void connectsAsTheUserAndToTheDatabaseOfTheUrl() {
        try (ValkeyServer server = ValkeyServer.start("--user", "gateway", "on", ">secret", "~*", "&*", "+@all")) {
            // given
            WorkerConnector connector = to("redis://gateway:secret@127.0.0.1:" + server.port() + "/3", null, null);
            assertThat(connector).isNotNull();
            // when
            try (Connection connection = connector.get()) {
                connection.sendCommand(Command.CLIENT, "INFO");
                // then
                assertThat(connection.getBulkReply()).contains(" db=3 ").contains(" user=gateway ");
            }
        }
    }

    @Test
    void needsNoPermissionBeyondThoseOfItsCommands() {
        try (ValkeyServer server = ValkeyServer.start("--user", "gateway", "on", ">secret", "-@all", "+ping")) {
            WorkerConnector connector = to("redis://gateway:secret@127.0.0.1:" + server.port(), null, null);
            assertThat(connector).isNotNull();
            try (Connection connection = connector.get()) {
                assertThat(connection.ping()).isTrue();
            }
        }
    }

    @Test
    void refusesAServerThatNobodyVouchesFor() {
        try (ValkeyServer server = ValkeyServer.startWithTls()) {
            WorkerConnector connector = to("rediss://127.0.0.1:" + server.port(), null, null);
            assertThat(connector).isNotNull();
            try (Connection connection = connector.get()) {
                assertThatThrownBy(connection::ping)
                        .isInstanceOf(JedisConnectionException.class)
                        .hasRootCauseInstanceOf(CertPathBuilderException.class);
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
        GatewayProperties.Server server = new GatewayProperties.Server(false, url, cluster, sentinels, master, null);
        return WorkerConnector.to(new ServerConnection(server, URI.create(url)));
    }
}
