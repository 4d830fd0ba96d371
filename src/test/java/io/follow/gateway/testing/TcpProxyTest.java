package io.follow.gateway.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.embedded.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.exceptions.JedisConnectionException;

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
    void passesRequestsAndRepliesOn() {
        try (PlainConnection client = connect(PATIENT)) {
            String large = "x".repeat(1_000_000);
            assertThat(client.call("SET", "key", large)).isEqualTo("OK");
            assertThat(client.call("GET", "key")).isEqualTo(large);
        }
    }

    @Test
    void resetsConnectionsWhenCutAndServesNewOnes() {
        try (PlainConnection client = connect(PATIENT)) {
            client.call("PING");

            // when
            proxy.cut();

            // then
            assertThatThrownBy(() -> client.call("PING")).hasCauseInstanceOf(SocketException.class);
            assertThat(proxy.connections()).isZero();
        }
        try (PlainConnection next = connect(PATIENT)) {
            assertThat(next.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void holdsEverythingBackWhileStalled() {
        try (PlainConnection client = connect(IMPATIENT)) {
            client.call("PING");

            // when
            proxy.stall();

            // then
            assertThatThrownBy(() -> client.call("SET", "key", "value"))
                    .hasCauseInstanceOf(SocketTimeoutException.class);
            assertThat(server.command("EXISTS", "key")).isEqualTo("0");
            assertThat(proxy.connections()).isEqualTo(1);

            // when
            proxy.pass();

            // then
            await().until(() -> server.command("EXISTS", "key").equals("1"));
        }
    }

    @Test
    void acceptsConnectionsWhileStalledThatComeToLifeLater() {
        proxy.stall();
        try (PlainConnection client = connect(PATIENT)) {
            await().until(() -> proxy.connections() == 1);
            proxy.pass();
            assertThat(client.call("PING")).isEqualTo("PONG");
        }
    }

    @Test
    void losesRepliesButNoRequests() {
        try (PlainConnection client = connect(IMPATIENT)) {
            // given
            client.call("PING");

            // when
            proxy.dropReplies();
            assertThatThrownBy(() -> client.call("INCR", "counter")).hasCauseInstanceOf(SocketTimeoutException.class);

            // then
            assertThat(server.command("GET", "counter")).isEqualTo("1");
        }
    }

    @Test
    void resetsAConnectionThatLostAReplyInsteadOfMixingUpItsReplies() throws IOException {
        // A bare socket, because a client gives up a connection of its own accord when a reply is late.
        try (Socket unlucky = impatientSocket();
                PlainConnection quiet = connect(PATIENT)) {
            // given
            assertThat(reply(unlucky, "PING")).isEqualTo('+');
            quiet.call("PING");
            proxy.dropReplies();
            assertThatThrownBy(() -> reply(unlucky, "INCR counter")).isInstanceOf(SocketTimeoutException.class);

            // when
            proxy.pass();

            // then
            assertThatThrownBy(() -> reply(unlucky, "PING")).isInstanceOf(SocketException.class);
            assertThat(quiet.call("PING")).isEqualTo("PONG");
        }
    }

    /** Sends a command; the first character of its reply, which must come in one piece. */
    private static char reply(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
        byte[] reply = new byte[64];
        assertThat(socket.getInputStream().read(reply)).isPositive();
        return (char) reply[0];
    }

    private Socket impatientSocket() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout((int) IMPATIENT.toMillis());
        return socket;
    }

    @Test
    void dropsOneReplyOfEachOpenConnectionAndNothingElse() throws IOException {
        try (Socket open = impatientSocket()) {
            // given
            assertThat(reply(open, "PING")).isEqualTo('+');

            // when
            proxy.swallowReplies();

            // then: a new connection loses nothing
            try (PlainConnection later = connect(PATIENT)) {
                assertThat(later.call("PING")).isEqualTo("PONG");
            }
            assertThatThrownBy(() -> reply(open, "INCR counter")).isInstanceOf(SocketTimeoutException.class);
            assertThat(reply(open, "INCR counter")).isEqualTo(':');
            assertThat(server.command("GET", "counter")).isEqualTo("2");
        }
    }

    @Test
    void dropsBytesOfRepliesAtRandomUntilItPasses() {
        // given
        proxy.garbleReplies();

        // when
        try (PlainConnection client = connect(IMPATIENT)) {
            assertThat(isEachReplyRight(client, 1_000)).isFalse();
        }

        // then
        proxy.pass();
        try (PlainConnection client = connect(PATIENT)) {
            assertThat(isEachReplyRight(client, 200)).isTrue();
        }
    }

    /** Ends with the first reply that is wrong, broken or missing. */
    private static boolean isEachReplyRight(PlainConnection client, int requests) {
        try {
            for (int i = 0; i < requests; i++) {
                String word = "word-" + i;
                if (!word.equals(client.call("ECHO", word))) {
                    return false;
                }
            }
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Test
    void forgetsOpenConnectionsForGoodAndServesNewOnes() throws IOException {
        try (Socket forgotten = impatientSocket()) {
            // given
            assertThat(reply(forgotten, "PING")).isEqualTo('+');

            // when
            proxy.forgetConnections();

            // then: neither end hears of it
            assertThatThrownBy(() -> reply(forgotten, "INCR counter")).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.command("EXISTS", "counter")).isEqualTo("0");
            assertThat(proxy.connections()).isEqualTo(1);
            try (PlainConnection next = connect(PATIENT)) {
                assertThat(next.call("PING")).isEqualTo("PONG");
            }

            // when
            proxy.pass();

            // then
            assertThatThrownBy(() -> reply(forgotten, "PING")).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void limitsTheRateOfRepliesUntilItPasses() {
        try (PlainConnection client = connect(PATIENT)) {
            // given
            String value = "x".repeat(5_000);
            client.call("SET", "key", value);

            // when
            proxy.limit(10_000);
            long begin = System.nanoTime();
            String slow = client.call("GET", "key");
            Duration limited = Duration.ofNanos(System.nanoTime() - begin);

            // then
            assertThat(slow).isEqualTo(value);
            assertThat(limited).isGreaterThan(Duration.ofMillis(400));

            // when
            proxy.pass();
            begin = System.nanoTime();
            client.call("GET", "key");

            // then
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(limited);
        }
    }

    @Test
    void sendsNewConnectionsToAnotherTargetAndKeepsOpenOnes() {
        try (ValkeyServer other = ValkeyServer.start();
                PlainConnection before = connect(PATIENT)) {
            // given
            server.command("SET", "name", "first");
            other.command("SET", "name", "second");
            before.call("PING");

            // when
            proxy.leadTo(other.port());

            // then
            assertThat(before.call("GET", "name")).isEqualTo("first");
            try (PlainConnection after = connect(PATIENT)) {
                assertThat(after.call("GET", "name")).isEqualTo("second");
            }
        }
    }

    @Test
    void countsTheBytesOfRepliesThatReachedClients() {
        try (PlainConnection client = connect(IMPATIENT)) {
            // given
            client.call("PING");
            long before = proxy.repliedBytes();

            // when: one reply of 7 bytes arrives, one is lost
            client.call("PING");
            proxy.dropReplies();
            assertThatThrownBy(() -> client.call("PING")).hasCauseInstanceOf(SocketTimeoutException.class);

            // then
            await().until(() -> proxy.repliedBytes() == before + "+PONG\r\n".length());
        }
    }

    @Test
    void closesTheConnectionWhenTheTargetDoesNotListen() throws IOException {
        try (TcpProxy nowhere = TcpProxy.to(FreePort.onLoopback());
                PlainConnection client = PlainConnection.open(nowhere.port(), PATIENT)) {
            assertThatThrownBy(() -> client.call("PING")).isInstanceOf(JedisConnectionException.class);
        }
    }

    @Test
    void stopsListeningWhenClosed() {
        try (PlainConnection client = connect(PATIENT)) {
            client.call("PING");

            // when
            proxy.close();

            // then
            assertThatThrownBy(() -> client.call("PING")).isInstanceOf(JedisConnectionException.class);
            assertThatThrownBy(() -> connect(PATIENT)).isInstanceOf(JedisConnectionException.class);
        }
    }

    private PlainConnection connect(Duration timeout) {
        return PlainConnection.open(proxy.port(), timeout);
    }
}
