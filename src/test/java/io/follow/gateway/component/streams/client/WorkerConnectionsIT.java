package io.follow.gateway.component.streams.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.connection.JedisWorkerConnection;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.Connection;

@ExtendWith(ValkeyExtension.class)
class WorkerConnectionsIT {

    private static final LuaScript ECHO = LuaScript.beside(LuaScript.class, "echo.lua");

    private final AtomicInteger opened = new AtomicInteger();
    private WorkerConnections connections;
    private Connection jedis;

    @BeforeEach
    void connect(ValkeyServer valkey) {
        connections = new WorkerConnections(() -> {
            opened.incrementAndGet();
            return new JedisWorkerConnection(jedis = new Connection("127.0.0.1", valkey.port()));
        });
    }

    @AfterEach
    void close() {
        connections.close();
    }

    private Object echo(String... arguments) {
        return connections.run(connections.take(), ECHO, List.of("key"), List.of(arguments));
    }

    @Test
    void answersWithTextsNumbersAndTables() {
        assertThat(echo("größe")).isEqualTo(List.of("key", "größe", 1L));
    }

    @Test
    void usesAConnectionAgain() {
        echo("a");
        echo("b");
        assertThat(opened).hasValue(1);
    }

    @Test
    void sendsTheWholeScriptToAServerThatHasForgottenIt(ValkeyServer valkey) {
        // given
        echo("a");
        // when
        valkey.command("SCRIPT", "FLUSH");
        // then
        assertThat(echo("b")).isEqualTo(List.of("key", "b", 1L));
        assertThat(opened).hasValue(1);
    }

    @Test
    void opensAnotherConnectionAfterOneWasLost(ValkeyServer valkey) {
        // given
        echo("a");
        // when
        valkey.command("CLIENT", "KILL", "TYPE", "normal");
        // then
        assertThatThrownBy(() -> echo("b")).isInstanceOf(WorkerConnection.LostException.class);
        assertThat(echo("c")).isEqualTo(List.of("key", "c", 1L));
        assertThat(opened).hasValue(2);
    }

    @Test
    void closesWhatIsIdleWithAConnectionThatWasLost(ValkeyServer valkey) {
        // given two connections
        WorkerConnection first = connections.take();
        WorkerConnection second = connections.take();
        connections.run(first, ECHO, List.of("key"), List.of("a"));
        connections.run(second, ECHO, List.of("key"), List.of("a"));
        // when
        valkey.command("CLIENT", "KILL", "TYPE", "normal");
        assertThatThrownBy(() -> echo("b")).isInstanceOf(WorkerConnection.LostException.class);
        // then
        assertThat(echo("c")).isEqualTo(List.of("key", "c", 1L));
        assertThat(opened).hasValue(3);
    }

    @Test
    void hasNoneWhereNoneCanBeOpened() {
        WorkerConnections refused = new WorkerConnections(() -> {
            throw new RedisConnectionException("refused");
        });
        assertThat(refused.take()).isNull();
    }

    @Test
    void keepsNoConnectionOnceClosed() {
        WorkerConnection connection = connections.take();
        connections.close();
        connections.run(connection, ECHO, List.of("key"), List.of("a"));
        assertThat(jedis.isConnected()).isFalse();
    }

    @Test
    void passesOnWhatTheServerSays() {
        assertThatThrownBy(() -> echo())
                .isInstanceOf(RedisCommandExecutionException.class)
                .hasMessageContaining("nothing to echo");
    }
}
