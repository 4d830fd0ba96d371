package io.follow.gateway.embedded;

import static io.follow.gateway.embedded.EmbeddedServers.call;
import static io.follow.gateway.embedded.EmbeddedServers.processOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A server that ends although nobody has stopped it. */
class EmbeddedServerRestartTest {

    private static final int MOST_DEATHS = 5;

    @TempDir
    private Path folder;

    @Test
    void isStartedAgainWithItsDataWhereEverybodyFindsIt() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start(options())) {
            // given
            URI uri = server.uri();
            call(server, "XADD", "image:process", "1-1", "image_id", "a");
            ProcessHandle first = processOf(server);

            // when
            first.destroyForcibly();

            // then
            awaitRestart(server, 1);
            assertThat(server.uri()).isEqualTo(uri);
            assertThat(call(server, "XLEN", "image:process")).isEqualTo("1");
            assertThat(processOf(server)).isNotEqualTo(first);
            assertThat(server.trouble()).isNull();
            assertThat(server.lastRestart().cause()).isEqualTo("ended by signal 9");
        }
    }

    @Test
    void isStartedAgainAfterAnOrderlyEndThatWasNotOurs() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start(options())) {
            assertThatThrownBy(() -> call(server, "SHUTDOWN")).isInstanceOf(JedisConnectionException.class);
            awaitRestart(server, 1);
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void isReplacedWhereOnlyTheShellBetweenWasKilled() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start(options())) {
            // given
            ProcessHandle first = processOf(server);
            ProcessHandle shell = first.parent().orElseThrow();

            // when
            shell.destroyForcibly();

            // then: never two servers on the same files
            awaitRestart(server, 1);
            awaitReaped(first);
            assertThat(call(server, "PING")).isEqualTo("PONG");
        }
    }

    @Test
    void leavesNothingBehindWhereItIsClosedAfterTheShellBetweenWasKilled() throws IOException {
        // given
        EmbeddedServer server = EmbeddedServer.start(options());
        ProcessHandle first = processOf(server);
        first.parent().orElseThrow().destroyForcibly();

        // when
        server.close();

        // then
        awaitReaped(first);
        try (EmbeddedServer next = EmbeddedServer.start(options())) {
            assertThat(call(next, "PING")).isEqualTo("PONG");
        }
    }

    @Test
    void staysAwayAfterFiveEndsInAMinuteAndIsClosedAtOnce() throws IOException {
        EmbeddedServer server = EmbeddedServer.start(options());
        try {
            // given
            for (int death = 1; death < MOST_DEATHS; death++) {
                processOf(server).destroyForcibly();
                awaitRestart(server, death);
            }

            // when
            processOf(server).destroyForcibly();

            // then
            await().until(() -> String.valueOf(server.trouble()).contains("not restarted"));
            assertThat(server.trouble())
                    .isEqualTo("the embedded server has ended 5 times within a minute, the last time it has ended by"
                            + " signal 9; it is not restarted until the gateway is restarted");
            assertThat(server.isAlive()).isFalse();
        } finally {
            server.close();
        }
        try (EmbeddedServer next = EmbeddedServer.start(options())) {
            assertThat(call(next, "PING")).isEqualTo("PONG");
        }
    }

    @Test
    void isNotStartedAgainOnceItIsClosed() throws IOException {
        // given
        EmbeddedServer server = EmbeddedServer.start(options());
        ProcessHandle first = processOf(server);

        // when
        first.destroyForcibly();
        server.close();
        server.close();

        // then
        assertThat(server.isAlive()).isFalse();
        try (EmbeddedServer next = EmbeddedServer.start(options())) {
            assertThat(call(next, "PING")).isEqualTo("PONG");
        }
    }

    private static void awaitRestart(EmbeddedServer server, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Restart last = server.lastRestart();
            return last != null && last.count() == count;
        });
    }

    /** Whoever adopts the orphan has to notice its end first. */
    private static void awaitReaped(ProcessHandle ended) {
        assertThat(ended.info().commandLine()).isEmpty();
        await().until(() -> !ended.isAlive());
    }

    private EmbeddedServerOptions options() {
        return EmbeddedServers.options(folder).withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(5));
    }
}
