package io.follow.gateway.connection;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/** Makes the client for the Sentinels, which finds a dead peer and comes back as quickly as the one for the server. */
final class SentinelClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private SentinelClient() {}

    /**
     * Its resources are its own, and the caller's to shut down: nothing of the server's connections may lead elsewhere here.
     *
     * @param answerWithin when a question counts as not answered
     * @param tls how TLS is spoken with Sentinels whose address says so; null for the defaults of the JVM
     */
    static RedisClient create(Duration answerWithin, @Nullable SslBundle tls) {
        RedisClient client = RedisClient.create(DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .reconnectDelay(ServerSockets.RECONNECT_DELAY)
                .build());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(answerWithin))
                .sslOptions(TlsOptions.of(tls))
                .socketOptions(ServerSockets.options(CONNECT_TIMEOUT))
                .build());
        return client;
    }
}
