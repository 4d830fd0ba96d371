package io.follow.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SentinelClientTest {

    @Test
    void comesBackAndFindsADeadPeerAsQuicklyAsTheClientOfTheServer() {
        // when
        RedisClient client = SentinelClient.create(Duration.ofSeconds(1), null);
        try {
            // then, also after many attempts
            assertThat(client.getResources().reconnectDelay().createDelay(100)).isEqualTo(Duration.ofMillis(500));
            SocketOptions socket = client.getOptions().getSocketOptions();
            assertThat(socket.getKeepAlive().isEnabled()).isTrue();
            assertThat(socket.getKeepAlive().getIdle()).isEqualTo(Duration.ofSeconds(4));
            assertThat(socket.isEnableTcpUserTimeout()).isTrue();
            assertThat(socket.getTcpUserTimeout().getTcpUserTimeout()).isEqualTo(Duration.ofSeconds(10));
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
            client.getResources().shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
