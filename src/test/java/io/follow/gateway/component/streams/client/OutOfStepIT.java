package io.follow.gateway.component.streams.client;

import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.connection.JedisWorkerConnection;
import io.follow.gateway.testing.TcpProxy;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

/** No answer is believed that is another command's, and no connection goes on that has lost one. */
@ExtendWith(ValkeyExtension.class)
class OutOfStepIT {

    private static final LuaScript ECHO = LuaScript.beside(LuaScript.class, "echo.lua");

    private TcpProxy proxy;
    private RedisClient client;
    private ValkeyConnections connections;

    @BeforeEach
    void connect(ValkeyServer valkey) {
        proxy = TcpProxy.to(valkey.port());
        client = RedisClient.create("redis://127.0.0.1:" + proxy.port());
        connections = new ValkeyConnections(client, this::connectWorker);
        valkey.command("SET", "right", "right");
        valkey.command("SET", "wrong", "wrong");
    }

    private WorkerConnection connectWorker() {
        return new JedisWorkerConnection(new Connection(
                new HostAndPort("127.0.0.1", proxy.port()),
                DefaultJedisClientConfig.builder().timeoutMillis(300).build()));
    }

    @AfterEach
    void close() {
        connections.close();
        client.shutdown(0, 2, TimeUnit.SECONDS);
        proxy.close();
    }

    /** A command whose answer is lost, so that it waits for the one of the next command. */
    private RedisClusterAsyncCommands<String, String> loseAnAnswer(ValkeyServer valkey) throws Exception {
        RedisClusterAsyncCommands<String, String> shared = connections.commands();
        shared.ping().toCompletableFuture().get(5, TimeUnit.SECONDS);
        proxy.swallowReplies();
        long before = Long.parseLong(valkey.command("INCR", "counter"));
        var unused = shared.incr("counter");
        eventually(() -> Long.parseLong(valkey.command("GET", "counter")) == before + 1);
        return shared;
    }

    @Test
    void aCommandDoesNotTakeTheAnswerOfAnother(ValkeyServer valkey) throws Exception {
        // given
        RedisClusterAsyncCommands<String, String> shared = loseAnAnswer(valkey);
        var first = shared.get("wrong");

        // when
        assertThatThrownBy(() -> connections.call(server -> server.get("right")))
                .isInstanceOf(RedisException.class);

        // then
        assertThat(first.toCompletableFuture()).isDone();
        String next = connections.call(server -> server.get("right"));
        assertThat(next).isEqualTo("right");
        assertThat(connections.commands()).isNotSameAs(shared);
    }

    @Test
    void anAnswerOfTheWrongShapeEndsTheConnection(ValkeyServer valkey) throws Exception {
        // given
        valkey.command("HSET", "hash", "field", "value");
        loseAnAnswer(valkey);

        // when: the number that comes is the answer to the command behind it
        assertThatThrownBy(() -> connections.call(server -> {
                    var answer = server.hgetall("hash");
                    var unused = server.incr("counter");
                    return answer;
                }))
                .isInstanceOf(RedisException.class);

        // then
        Map<String, String> next = connections.call(server -> server.hgetall("hash"));
        assertThat(next).containsExactly(Map.entry("field", "value"));
    }

    @Test
    void anErrorIsNotBelievedEither(ValkeyServer valkey) throws Exception {
        // given
        RedisClusterAsyncCommands<String, String> shared = loseAnAnswer(valkey);

        // when: the error that comes is the answer to the command behind it
        assertThatThrownBy(() -> connections.call(server -> {
                    var answer = server.set("right", "changed");
                    var unused = server.hget("wrong", "of another type");
                    return answer;
                }))
                .isInstanceOf(RedisException.class)
                .isNotInstanceOf(RedisCommandExecutionException.class);

        // then
        assertThat(valkey.command("GET", "right")).isEqualTo("changed");
        assertThat(connections.commands()).isNotSameAs(shared);
    }

    @Test
    void aScriptDoesNotTakeTheAnswerOfAnotherRunOfItself(ValkeyServer valkey) throws Exception {
        // given
        List<String> keys = List.of("key");
        Object known = connections.call(server -> ECHO.run(server, keys, List.of("known")));
        assertThat(known).isEqualTo(List.of("key", "known", 1L));
        RedisClusterAsyncCommands<String, String> shared = loseAnAnswer(valkey);

        // when
        var first = ECHO.run(shared, keys, List.of("first"));
        var second = ECHO.run(shared, keys, List.of("second"));
        var third = shared.get("right");

        // then
        eventually(() -> second.toCompletableFuture().isDone());
        assertThat(first.toCompletableFuture()).isCompletedExceptionally();
        assertThat(second.toCompletableFuture()).isCompletedExceptionally();
        assertThat(third.toCompletableFuture()).isNotCompletedExceptionally();
    }

    @Test
    void aConnectionThatNobodyUsesIsFoundOutWithinFiveSeconds(ValkeyServer valkey) throws Exception {
        // given
        RedisClusterAsyncCommands<String, String> shared = loseAnAnswer(valkey);
        ServerProbe probe = new ServerProbe(connections);

        // when asked as its timer does, but sooner
        eventually(() -> {
            probe.run();
            return !connections.hasShared() || connections.commands() != shared;
        });

        // then
        assertThat(connections.<String>call(server -> server.get("right"))).isEqualTo("right");
    }

    @Test
    void aSilentConnectionIsGivenUpByTheProbe() throws Exception {
        // given
        RedisClusterAsyncCommands<String, String> shared = connections.commands();
        proxy.forgetConnections();
        ServerProbe probe = new ServerProbe(connections);

        // then
        eventually(() -> {
            probe.run();
            return connections.hasShared() && connections.commands() != shared && probe.trouble() == null;
        });
    }

    @Test
    void theConnectionOfAWorkerIsNotUsedAgainAfterALostReply() throws Exception {
        // given
        WorkerConnections workers = new WorkerConnections(this::connectWorker);
        workers.run(workers.take(), ECHO, List.of("key"), List.of("a"));
        proxy.swallowReplies();

        // when
        assertThatThrownBy(() -> workers.run(workers.take(), ECHO, List.of("key"), List.of("b")))
                .isInstanceOf(RuntimeException.class);

        // then
        assertThat(workers.run(workers.take(), ECHO, List.of("key"), List.of("c")))
                .isEqualTo(List.of("key", "c", 1L));
        workers.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whateverIsBelievedWhileBytesAreLostAtRandomIsRight(boolean worker) throws Exception {
        // given
        proxy.garbleReplies();
        Map<String, Integer> ends = new HashMap<>();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleAtFixedRate(new ServerProbe(connections), 0, 200, TimeUnit.MILLISECONDS);

        // when
        for (int i : IntStream.range(0, 20).toArray()) {
            String mine = "mine " + i;
            try {
                Object answer = worker
                        ? connections.run(Script.PERMIT, List.of("key"), List.of("get", "2", "get", mine))
                        : connections.call(server -> ECHO.run(server, List.of("key"), List.of(mine)));
                assertThat(answer).isEqualTo(worker ? List.of("ALLOWED") : List.of("key", mine, 1L));
                ends.merge("answered", 1, Integer::sum);
            } catch (RuntimeException e) {
                ends.merge("not answered", 1, Integer::sum);
            }
        }

        // then
        timer.shutdownNow();
        assertThat(ends).containsKey("answered");
    }
}
