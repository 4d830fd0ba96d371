package io.follow.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.settings.GatewayProperties;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Cluster;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Node;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Sentinel;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Standalone;

class ServerConnectionTest {

    @Test
    void readsEveryPartOfAUrl() {
        ServerConnection connection = to("rediss://alice:p%40s+s%3A@valkey:6380/3");
        assertThat(connection.getUsername()).isEqualTo("alice");
        assertThat(connection.getPassword()).isEqualTo("p@s+s:");
        Standalone server = connection.getStandalone();
        assertThat(server).isNotNull();
        assertThat(server.getHost()).isEqualTo("valkey");
        assertThat(server.getPort()).isEqualTo(6380);
        assertThat(server.getDatabase()).isEqualTo(3);
        assertThat(server.getSslBundle()).isNotNull();
    }

    @Test
    void hasDefaultsForWhatAUrlLeavesOut() {
        ServerConnection connection = to("redis://valkey");
        assertThat(connection.getUsername()).isNull();
        assertThat(connection.getPassword()).isNull();
        Standalone server = connection.getStandalone();
        assertThat(server).isNotNull();
        assertThat(server.getPort()).isEqualTo(6379);
        assertThat(server.getDatabase()).isZero();
        assertThat(server.getSslBundle()).isNull();
    }

    @Test
    void takesAPasswordWithoutAUser() {
        ServerConnection connection = to("redis://:secret@valkey");
        assertThat(connection.getUsername()).isNull();
        assertThat(connection.getPassword()).isEqualTo("secret");
    }

    @Test
    void usesUserPasswordAndTlsOfTheUrlForTheNodesOfACluster() {
        ServerConnection connection = connection("rediss://alice:secret@any", "a:1, b:2", null, null);
        assertThat(connection.getStandalone()).isNull();
        Cluster cluster = connection.getCluster();
        assertThat(cluster).isNotNull();
        assertThat(cluster.getNodes()).containsExactly(new Node("a", 1), new Node("b", 2));
        assertThat(cluster.getSslBundle()).isNotNull();
        assertThat(connection.getPassword()).isEqualTo("secret");
    }

    @Test
    void findsTheServerThroughSentinel() {
        ServerConnection connection = connection("redis://:secret@any/2", null, "a:1", "main");
        assertThat(connection.getStandalone()).isNull();
        Sentinel sentinel = connection.getSentinel();
        assertThat(sentinel).isNotNull();
        assertThat(sentinel.getMaster()).isEqualTo("main");
        assertThat(sentinel.getNodes()).containsExactly(new Node("a", 1));
        assertThat(sentinel.getDatabase()).isEqualTo(2);
        assertThat(sentinel.getUsername()).isNull();
        assertThat(sentinel.getPassword()).isNull();
        assertThat(sentinel.getSslBundle()).isNull();
    }

    private static ServerConnection to(String url) {
        return connection(url, null, null, null);
    }

    private static ServerConnection connection(
            String url, @Nullable String cluster, @Nullable String sentinels, @Nullable String master) {
        return new ServerConnection(
                new GatewayProperties.Server(
                        false, url, cluster, sentinels, master, null, null, null, null, null, null),
                URI.create(url));
    }
}
