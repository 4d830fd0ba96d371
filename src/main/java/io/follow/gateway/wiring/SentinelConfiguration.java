package io.follow.gateway.wiring;

import io.follow.gateway.component.streams.client.WorkerConnection;
import io.follow.gateway.connection.CommandClient;
import io.follow.gateway.connection.FollowedServer;
import io.follow.gateway.connection.PrimaryConnections;
import io.follow.gateway.connection.SentinelWatch;
import io.follow.gateway.connection.ServerConnection;
import io.follow.gateway.connection.WorkerConnector;
import io.follow.gateway.settings.GatewayProperties;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.CommandType;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.HostAndPort;

/** Where Sentinels watch the server: all connections follow the primary that they name. */
@Configuration(proxyBeanMethods = false)
class SentinelConfiguration {

    /** Null without Sentinels; nobody gets that bean then. */
    @Bean(destroyMethod = "close")
    @Nullable
    SentinelWatch sentinelWatch(GatewayProperties properties) {
        String url = properties.server().url();
        ServerConnection server = new ServerConnection(properties.server(), url == null ? null : URI.create(url));
        RedisConnectionDetails.Sentinel sentinels = server.getSentinel();
        if (sentinels == null) {
            return null;
        }
        FollowedServer followed = new FollowedServer(server, sentinels);
        return new SentinelWatch(
                        sentinels.getMaster(),
                        CommandClient.sentinelUris(sentinels),
                        place -> isReplica(followed, hostAndPort(place)),
                        server.tls())
                .start();
    }

    @Bean
    ClientResourcesBuilderCustomizer followedPrimary(ObjectProvider<SentinelWatch> sentinels) {
        return resources -> {
            SentinelWatch watch = sentinels.getIfAvailable();
            if (watch != null) {
                PrimaryConnections connections = new PrimaryConnections(watch::primary);
                connections.configure(resources);
                watch.follow(connections::leaveAllBut);
            }
        };
    }

    static HostAndPort hostAndPort(InetSocketAddress place) {
        return new HostAndPort(place.getHostString(), place.getPort());
    }

    /** By {@code ROLE}; false also where the server does not say. */
    private static boolean isReplica(FollowedServer server, HostAndPort place) {
        WorkerConnector connector = Objects.requireNonNull(WorkerConnector.to(server, () -> place));
        try (WorkerConnection connection = connector.get()) {
            return connection.call(CommandType.ROLE, List.of()) instanceof List<?> role && "slave".equals(role.get(0));
        } catch (RedisException e) {
            return false;
        }
    }
}
