package io.follow.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.CapturedLog;
import io.follow.gateway.testing.SentinelProcess;
import io.follow.gateway.testing.TcpProxy;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real Sentinels; the servers that they name need not be there. */
class SentinelWatchIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int FORMER = 1;
    private static final int PRESENT = 2;
    private static final int NEXT = 3;

    /** Bytes of some six refusals of a wrong password. */
    private static final long REFUSALS = 400;

    private final CapturedLog log = CapturedLog.of(SentinelWatch.class);

    /** The primary's port, at every look. */
    private final List<Integer> followed = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeLog() {
        log.close();
    }

    private SentinelWatch watch(@Nullable String password, int... ports) {
        SentinelWatch watch = new SentinelWatch(
                "main",
                Arrays.stream(ports).mapToObj(port -> place(password, port)).toList(),
                place -> false,
                null);
        watch.follow(primary -> followed.add(primary.getPort()));
        return watch.start();
    }

    private static RedisURI place(@Nullable String password, int port) {
        RedisURI.Builder place = RedisURI.Builder.redis("127.0.0.1", port);
        return password == null
                ? place.build()
                : place.withPassword(password.toCharArray()).build();
    }

    private static SentinelProcess naming(int primary, long epoch) {
        return SentinelProcess.start(
                null, "sentinel monitor main 127.0.0.1 " + primary + " 2", "sentinel config-epoch main " + epoch);
    }

    private static void awaitPrimary(SentinelWatch watch, int port) {
        await("the primary is " + port)
                .atMost(LIMIT)
                .ignoreExceptionsInstanceOf(RedisException.class)
                .until(() -> watch.primary().getPort() == port);
    }

    private void awaitLooks(int count) {
        int before = followed.size();
        await(count + " more looks").atMost(LIMIT).until(() -> followed.size() >= before + count);
    }

    @Test
    void doesNotGoBackWhereOnlyASentinelThatMissedTheFailoverAnswers() {
        try (SentinelProcess first = naming(PRESENT, 5);
                SentinelProcess second = naming(PRESENT, 5);
                SentinelProcess cutOff = naming(FORMER, 4);
                TcpProxy toFirst = TcpProxy.to(first.port());
                TcpProxy toSecond = TcpProxy.to(second.port());
                SentinelWatch watch = watch(null, toFirst.port(), toSecond.port(), cutOff.port())) {
            // given
            awaitPrimary(watch, PRESENT);
            awaitLooks(1);
            followed.clear();

            // when
            toFirst.stall();
            toSecond.stall();
            await("both are missed")
                    .atMost(LIMIT)
                    .until(() -> log.lines().stream()
                                    .filter(line -> line.contains("does not answer"))
                                    .count()
                            == 2);
            awaitLooks(2);

            // then
            assertThat(followed).containsOnly(PRESENT);
        }
    }

    @Test
    void understandsASentinelAgainOneOfWhoseAnswersWasLost() {
        try (SentinelProcess sentinel = naming(PRESENT, 5);
                TcpProxy proxy = TcpProxy.to(sentinel.port());
                SentinelWatch watch = watch(null, proxy.port())) {
            // given
            awaitPrimary(watch, PRESENT);
            proxy.swallowReplies();
            awaitLooks(2);

            // when it hears of a failover from another one
            assertThat(sentinel.ask(
                            "PUBLISH",
                            "__sentinel__:hello",
                            "127.0.0.1,4,%s,6,main,127.0.0.1,%d,6".formatted("a".repeat(40), NEXT)))
                    .isEqualTo("1");

            // then
            awaitPrimary(watch, NEXT);
        }
    }

    @Test
    void saysOnceInAnOutageThatThePasswordIsWrong() {
        try (SentinelProcess sentinel = SentinelProcess.start("right", "sentinel monitor main 127.0.0.1 2 2");
                TcpProxy proxy = TcpProxy.to(sentinel.port())) {
            // given an outage that begins otherwise
            await("the Sentinel listens").atMost(LIMIT).until(() -> "PONG".equals(sentinel.ask("PING")));
            proxy.stall();
            try (SentinelWatch watch = watch("wrong", proxy.port())) {
                await("it is missed").atMost(LIMIT).untilAsserted(() -> assertThat(log.lines())
                        .anyMatch(line -> line.contains("does not answer")));

                // when
                proxy.pass();

                // then
                await("it says so").atMost(LIMIT).until(() -> log.lines().stream()
                        .anyMatch(line -> line.contains("set REDIS_SENTINEL_PASSWORD")));
                long before = proxy.repliedBytes();
                await("it is refused a few times more")
                        .atMost(LIMIT)
                        .until(() -> proxy.repliedBytes() > before + REFUSALS);
                assertThat(log.lines())
                        .filteredOn(line -> line.contains("WRONGPASS"))
                        .hasSize(1);
                assertThatThrownBy(watch::primary).hasMessageContaining("set REDIS_SENTINEL_PASSWORD");
            }
        }
    }
}
