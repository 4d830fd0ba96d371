package io.follow.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.embedded.FreePort;
import io.follow.gateway.embedded.RespConnection;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ValkeyExtension.class)
class TcpProxyTest {

    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Duration IMPATIENT = Duration.ofSeconds(1);

    private TcpProxy proxy;
    private ValkeyServer server;

    @BeforeEach
    void startProxy(ValkeyServer shared) {
        server = shared;
        proxy = TcpProxy.to(server.port());
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
    }

    @Test
    void passesRequestsAndRepliesOn() throws IOException {
        try (RespConnection client = connect(PATIENT)) {
            String large = "x".repeat(1_000_000);
            assertThat(client.call("SET", "key", large)).isEqualTo("OK");
            assertThat(client.call("GET", "key")).isEqualTo(large);
        }
    }

    @Test
    void resetsConnectionsWhenCutAndServesNewOnes() throws IOException {
        try (RespConnection client = connect(PATIENT)) {
            client.call("PING");

            // when
            proxy.cut();

            // then
            assertThatThrownBy(() -> client.call("PING")).isInstanceOf(SocketException.class);
            assertThat(proxy.connections()).isZero();
        }
        try (RespConnection next = connect(PATIENT)) {
            assertThat(next.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void holdsEverythingBackWhileStalled() throws IOException {
        try (RespConnection client = connect(IMPATIENT)) {
            client.call("PING");

            // when
            proxy.stall();

            // then
            assertThatThrownBy(() -> client.call("SET", "key", "value")).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.command("EXISTS", "key")).isEqualTo("0");
            assertThat(proxy.connections()).isEqualTo(1);

            // when
            proxy.pass();

            // then
            await().until(() -> server.command("EXISTS", "key").equals("1"));
        }
    }

    @Test
    void acceptsConnectionsWhileStalledThatComeToLifeLater() throws IOException {
        proxy.stall();
        try (RespConnection client = connect(PATIENT)) {
            await().until(() -> proxy.connections() == 1);
            proxy.pass();
            assertThat(client.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void losesRepliesButNoRequests() throws IOException {
        try (RespConnection client = connect(IMPATIENT)) {
            // given
            client.call("PING");

            // when
            proxy.dropReplies();
            assertThatThrownBy(() -> client.call("INCR", "counter")).isInstanceOf(SocketTimeoutException.class);

            // then
            assertThat(server.command("GET", "counter")).isEqualTo("1");
        }
    }

    @Test
    void resetsAConnectionThatLostAReplyInsteadOfMixingUpItsReplies() throws IOException {
        try (RespConnection unlucky = connect(IMPATIENT);
                RespConnection quiet = connect(PATIENT)) {
            // given
            unlucky.call("PING");
            quiet.call("PING");
            proxy.dropReplies();
            assertThatThrownBy(() -> unlucky.call("INCR", "counter")).isInstanceOf(SocketTimeoutException.class);

            // when
            proxy.pass();

            // then
            assertThatThrownBy(() -> unlucky.call("PING")).isInstanceOf(SocketException.class);
            assertThat(quiet.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void closesTheConnectionWhenTheTargetDoesNotListen() throws IOException {
        try (TcpProxy nowhere = TcpProxy.to(FreePort.onLoopback());
                RespConnection client = RespConnection.open(nowhere.port(), PATIENT)) {
            assertThatThrownBy(() -> client.call("PING")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void stopsListeningWhenClosed() throws IOException {
        try (RespConnection client = connect(PATIENT)) {
            client.call("PING");

            // when
            proxy.close();

            // then
            assertThatThrownBy(() -> client.call("PING")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> connect(PATIENT)).isInstanceOf(IOException.class);
        }
    }

    private RespConnection connect(Duration timeout) throws IOException {
        return RespConnection.open(proxy.port(), timeout);
    }
}
