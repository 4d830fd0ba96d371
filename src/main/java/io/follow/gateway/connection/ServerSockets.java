package io.follow.gateway.connection;

import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;

/** How sockets to the server and to Sentinels behave. */
public final class ServerSockets {

    /** The longest wait for a server that is back. */
    public static final Delay RECONNECT_DELAY = Delay.constant(Duration.ofMillis(500));

    private static final Duration DEAD_PEER_FOUND_AFTER = Duration.ofSeconds(10);

    private ServerSockets() {}

    /** Options that detect a dead peer within ten seconds. */
    public static SocketOptions options(Duration connectTimeout) {
        return SocketOptions.builder()
                .connectTimeout(connectTimeout)
                .keepAlive(SocketOptions.KeepAliveOptions.builder()
                        .enable()
                        .idle(Duration.ofSeconds(4))
                        .interval(Duration.ofSeconds(2))
                        .count(3)
                        .build())
                .tcpUserTimeout(SocketOptions.TcpUserTimeoutOptions.builder()
                        .enable()
                        .tcpUserTimeout(DEAD_PEER_FOUND_AFTER)
                        .build())
                .build();
    }
}
