package io.follow.gateway.connection;

import io.follow.gateway.embedded.RunningServer;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.settings.InvalidSettingException;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Cluster;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Sentinel;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Standalone;

/** The client of a command, for the server that the gateway with the same settings uses. */
public final class CommandClient {

    private static final SocketOptions SOCKET =
            SocketOptions.builder().connectTimeout(Duration.ofSeconds(5)).build();

    private CommandClient() {}

    /**
     * Makes the client; it connects when it is used. The caller shuts it down.
     *
     * @throws io.follow.gateway.embedded.EmbeddedServerException when the settings name no server and no gateway with an
     *     embedded one is found
     */
    public static AbstractRedisClient of(GatewayProperties properties) {
        GatewayProperties.Server server = properties.server();
        String url = server.url();
        @Nullable
        URI uri = server.embedded() ? RunningServer.uri(properties.dataDir()) : url == null ? null : URI.create(url);
        ServerConnection connection = new ServerConnection(server, uri);
        Cluster cluster = connection.getCluster();
        if (cluster != null) {
            ClusterKeys.check(properties.keys());
            RedisClusterClient client = RedisClusterClient.create(clusterUris(connection, cluster));
            client.setOptions(ClusterClientOptions.builder()
                    .socketOptions(SOCKET)
                    .sslOptions(TlsOptions.of(cluster.getSslBundle()))
                    .build());
            return client;
        }
        return single(connection);
    }

    /** The client of a single server, or of the primary that Sentinels name. */
    static RedisClient single(ServerConnection connection) {
        RedisClient client = RedisClient.create(singleUri(connection));
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .socketOptions(SOCKET)
                .sslOptions(TlsOptions.of(connection.tls()))
                .build());
        return client;
    }

    private static List<RedisURI> clusterUris(ServerConnection connection, Cluster cluster) {
        return cluster.getNodes().stream()
                .map(node -> finish(
                        RedisURI.Builder.redis(node.host(), node.port()), connection, cluster.getSslBundle() != null))
                .toList();
    }

    private static RedisURI singleUri(ServerConnection connection) {
        Sentinel sentinel = connection.getSentinel();
        if (sentinel != null) {
            RedisURI.Builder builder = RedisURI.builder().withSentinelMasterId(sentinel.getMaster());
            sentinelUris(sentinel).forEach(builder::withSentinel);
            return finish(builder.withDatabase(sentinel.getDatabase()), connection, sentinel.getSslBundle() != null);
        }
        Standalone single = connection.getStandalone();
        if (single == null) {
            throw new InvalidSettingException("no server is set, expected REDIS_URL");
        }
        return finish(
                RedisURI.Builder.redis(single.getHost(), single.getPort()).withDatabase(single.getDatabase()),
                connection,
                single.getSslBundle() != null);
    }

    /** Where the Sentinels are, with their own user and password. */
    public static List<RedisURI> sentinelUris(Sentinel sentinel) {
        return sentinel.getNodes().stream()
                .map(node -> finish(
                        RedisURI.Builder.redis(node.host(), node.port()),
                        sentinel.getUsername(),
                        sentinel.getPassword(),
                        sentinel.getSslBundle() != null))
                .toList();
    }

    private static RedisURI finish(RedisURI.Builder builder, ServerConnection connection, boolean tls) {
        return finish(builder, connection.getUsername(), connection.getPassword(), tls);
    }

    private static RedisURI finish(
            RedisURI.Builder builder, @Nullable String user, @Nullable String password, boolean tls) {
        if (password != null && user != null) {
            builder.withAuthentication(user, password);
        } else if (password != null) {
            builder.withPassword(password.toCharArray());
        }
        return builder.withSsl(tls).build();
    }
}
