package io.follow.gateway.connection;

import io.lettuce.core.SslOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/** TLS as Lettuce wants to know it. */
public final class TlsOptions {

    /** A port without TLS does not answer at all, and is to be known within three seconds. */
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofMillis(2500);

    private TlsOptions() {}

    /** Those for a server; null where it is spoken to without TLS. */
    public static @Nullable SslOptions of(RedisConnectionDetails server) {
        RedisConnectionDetails.Standalone single = server.getStandalone();
        RedisConnectionDetails.Cluster cluster = server.getCluster();
        SslBundle tls = single != null ? single.getSslBundle() : cluster != null ? cluster.getSslBundle() : null;
        return tls == null ? null : of(tls);
    }

    /** @param tls null for none, or for the defaults of the JVM where a URI says so */
    static SslOptions of(@Nullable SslBundle tls) {
        if (tls == null) {
            return SslOptions.create();
        }
        return SslOptions.builder()
                .jdkSslProvider()
                .keyManager(tls.getManagers().getKeyManagerFactory())
                .handshakeTimeout(HANDSHAKE_TIMEOUT)
                .trustManager(tls.getManagers().getTrustManagerFactory())
                .build();
    }
}
