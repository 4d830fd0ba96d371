package io.follow.gateway.wiring;

import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.component.streams.entry.DeliveryListener;
import io.follow.gateway.component.streams.read.OwnershipCheck;
import io.follow.gateway.component.streams.write.HashWriter;
import io.follow.gateway.connection.ClusterKeys;
import io.follow.gateway.connection.ClusterTopology;
import io.follow.gateway.connection.FollowedServer;
import io.follow.gateway.connection.SentinelWatch;
import io.follow.gateway.connection.ServerConnection;
import io.follow.gateway.connection.ServerSockets;
import io.follow.gateway.connection.TlsOptions;
import io.follow.gateway.connection.WorkerConnector;
import io.follow.gateway.embedded.EmbeddedServer;
import io.follow.gateway.embedded.EmbeddedServerOptions;
import io.follow.gateway.routing.OwnResultStreams;
import io.follow.gateway.settings.GatewayProperties;
import io.follow.gateway.startup.Instance;
import io.follow.gateway.startup.NamedPipelines;
import io.follow.gateway.startup.RequiredCommands;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SslOptions;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The server, the connection to it and the streams component. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    /** Null where a server is configured; nobody gets that bean then. */
    @Bean(destroyMethod = "close")
    @Nullable
    EmbeddedServer embeddedServer(GatewayProperties properties) {
        if (!properties.server().embedded()) {
            return null;
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        String program = properties.server().program();
        if (program != null) {
            environment.put("VALKEY_SERVER_BIN", program);
        }
        return EmbeddedServer.start(EmbeddedServerOptions.of(properties.dataDir(), environment));
    }

    @Bean
    RedisConnectionDetails serverConnection(GatewayProperties properties, ObjectProvider<EmbeddedServer> embedded) {
        EmbeddedServer own = embedded.getIfAvailable();
        String url = properties.server().url();
        if (properties.server().clusterNodes() != null) {
            ClusterKeys.check(properties.keys());
        }
        @Nullable URI uri = own != null ? own.uri() : url == null ? null : URI.create(url);
        ServerConnection server = new ServerConnection(properties.server(), uri);
        RedisConnectionDetails.Sentinel sentinels = server.getSentinel();
        return sentinels == null ? server : new FollowedServer(server, sentinels);
    }

    /** Spring Data's templates are there for routes of users alone, so they are made for the first that asks for one. */
    @Bean
    static BeanFactoryPostProcessor lazyTemplates() {
        return beans -> Stream.of("redisTemplate", "stringRedisTemplate")
                .filter(beans::containsBeanDefinition)
                .forEach(name -> beans.getBeanDefinition(name).setLazyInit(true));
    }

    /** A command fails at once while there is no connection, and a dead peer is found in seconds, not in minutes. */
    @Bean
    LettuceClientOptionsBuilderCustomizer quickFailures(RedisConnectionDetails server) {
        SslOptions tls = TlsOptions.of(server);
        return options -> {
            options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                    .socketOptions(ServerSockets.options(Duration.ofSeconds(5)));
            if (tls != null) {
                options.sslOptions(tls);
            }
        };
    }

    /**
     * Spring Boot makes options for a cluster only where its own properties name one, and Spring Data passes no others on
     * to the client of a cluster.
     */
    @Bean
    LettuceClientConfigurationBuilderCustomizer followedCluster(RedisConnectionDetails server) {
        return configuration -> {
            if (server.getCluster() != null) {
                ClientOptions options = configuration.build().getClientOptions().orElseGet(ClientOptions::create);
                configuration.clientOptions(ClusterTopology.followedWith(options));
            }
        };
    }

    /** The bean's name is the scheme, by which Camel finds the component. */
    @Bean("valkey-streams-component")
    ValkeyStreamsComponent valkeyStreams(
            LettuceConnectionFactory connections,
            RedisConnectionDetails server,
            ObjectProvider<SentinelWatch> sentinels,
            DeliveryListener listener,
            GatewayProperties properties) {
        ValkeyStreamsComponent component = new ValkeyStreamsComponent();
        component.setDeliveryListener(listener);
        component.setClient(connections.getRequiredNativeClient());
        SentinelWatch watch = sentinels.getIfAvailable();
        component.connectWorkersBy(
                watch == null
                        ? WorkerConnector.to(server)
                        : WorkerConnector.to(server, () -> SentinelConfiguration.hostAndPort(watch.primary())));
        component
                .getConfiguration()
                .setPermissionCheckInterval(
                        properties.permissions().checkInterval().toMillis());
        component.setReading(properties.readsStreams());
        component.setPipelineStrategy(
                new NamedPipelines(properties.naming(), new OwnResultStreams(component::getCamelContext)::of));
        component.need(RequiredCommands.of(properties.keys()));
        if (watch != null) {
            watch.onMove(component.connections()::leaveServer);
        }
        component.connections().openAhead();
        return component;
    }

    @Bean
    HashWriter hashWriter(ValkeyStreamsComponent component, GatewayProperties properties) {
        String jobs = properties.keys().process();
        return new HashWriter(
                component.connections(),
                delivery -> delivery.destinations().pipeline() != null
                        || delivery.stream().equals(jobs));
    }

    @Bean
    OwnershipCheck ownershipCheck(ValkeyStreamsComponent component) {
        return new OwnershipCheck(component.connections());
    }

    @Bean
    ClientResourcesBuilderCustomizer quickReconnects() {
        return resources -> resources.reconnectDelay(ServerSockets.RECONNECT_DELAY);
    }

    @Bean
    Instance instance(GatewayProperties properties) {
        return Instance.of(properties.dataDir());
    }
}
