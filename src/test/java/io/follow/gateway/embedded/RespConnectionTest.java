package io.follow.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ValkeyExtension.class)
class RespConnectionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Test
    void readsEachKindOfReply(ValkeyServer server) throws IOException {
        try (RespConnection connection = RespConnection.open(server.port(), TIMEOUT)) {
            assertThat(connection.call("PING")).isEqualTo("PONG");
            assertThat(connection.call("SET", "größe", "a\r\nb €")).isEqualTo("OK");
            assertThat(connection.call("GET", "größe")).isEqualTo("a\r\nb €");
            assertThat(connection.call("GET", "nothing")).isNull();
            assertThat(connection.call("DEL", "größe")).isEqualTo("1");
        }
    }

    @Test
    void throwsWhatTheServerRefuses(ValkeyServer server) throws IOException {
        try (RespConnection connection = RespConnection.open(server.port(), TIMEOUT)) {
            assertThatThrownBy(() -> connection.call("NOSUCH"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("ERR unknown command");
            assertThatThrownBy(() -> connection.call("KEYS", "*")).hasMessage("unexpected reply type in '*0'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+PO", "$10\r\nabc", "$1\r\nabc\r\n"})
    void doesNotTakeHalfAReplyForAWholeOne(String reply) throws IOException {
        // given
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RespConnection connection = RespConnection.open(listener.getLocalPort(), TIMEOUT)) {
            try (Socket peer = listener.accept()) {
                peer.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
                peer.shutdownOutput();

                // when // then
                assertThatThrownBy(() -> connection.call("PING")).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void failsWhenNobodyListens() throws IOException {
        int port = FreePort.onLoopback();
        assertThatThrownBy(() -> RespConnection.open(port, TIMEOUT)).isInstanceOf(IOException.class);
    }
}
