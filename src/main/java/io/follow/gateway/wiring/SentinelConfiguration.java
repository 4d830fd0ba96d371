package io.follow.gateway.wiring;

import io.follow.gateway.connection.CommandClient;
import io.follow.gateway.connection.FollowedServer;
import io.follow.gateway.connection.PrimaryConnections;
import io.follow.gateway.connection.RoleCheck;
import io.follow.gateway.connection.SentinelWatch;
import io.follow.gateway.connection.ServerConnection;
import io.follow.gateway.connection.WorkerConnector;
import io.follow.gateway.schedule.Scheduler;
import io.follow.gateway.settings.GatewayProperties;
import java.net.InetSocketAddress;
import java.net.URI;
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
    SentinelWatch sentinelWatch(GatewayProperties properties, Scheduler scheduler) {
        String url = properties.server().url();
        ServerConnection server = new ServerConnection(properties.server(), url == null ? null : URI.create(url));
        RedisConnectionDetails.Sentinel sentinels = server.getSentinel();
        if (sentinels == null) {
            return null;
        }
        FollowedServer followed = new FollowedServer(server, sentinels);
        RoleCheck roles = new RoleCheck(
                place -> Objects.requireNonNull(WorkerConnector.to(followed, () -> hostAndPort(place)))
                        .get(),
                scheduler.executor());
        SentinelWatch watch =
                new SentinelWatch(sentinels.getMaster(), CommandClient.sentinelUris(sentinels), roles, server.tls());
        watch.follow(roles::begin);
        return watch.start();
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
}
