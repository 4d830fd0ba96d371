package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.GROUP;
import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static io.follow.gateway.component.streams.StreamsFixture.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.Consumer;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XClaimArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Entries that were left behind and new ones do not hold up each other, however many there are. */
@ExtendWith(ValkeyExtension.class)
class FairnessIT {

    private static final int MANY = 30_000;
    private static final int FEW = 100;

    private StreamsFixture streams;
    private final AtomicInteger oldDone = new AtomicInteger();
    private final AtomicInteger newDone = new AtomicInteger();

    @BeforeEach
    void open(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
        streams.createGroup();
    }

    @AfterEach
    void close() {
        streams.close();
    }

    private void add(String name, int count) {
        RedisAsyncCommands<String, String> server = streams.client.connect().async();
        List<RedisFuture<String>> added = IntStream.range(0, count)
                .mapToObj(i -> server.xadd(JOBS, Map.of("name", name)))
                .toList();
        assertThat(LettuceFutures.awaitAll(Duration.ofMinutes(1), added.toArray(RedisFuture[]::new)))
                .isTrue();
    }

    private List<String> readBy(String consumer, int count) {
        @SuppressWarnings("unchecked")
        List<StreamMessage<String, String>> read = streams.server.xreadgroup(
                Consumer.from(GROUP, consumer), XReadArgs.Builder.count(count), StreamOffset.lastConsumed(JOBS));
        return new ArrayList<>(read.stream().map(StreamMessage::getId).toList());
    }

    private void work(Exchange exchange) {
        boolean old = "old".equals(exchange.getMessage().getBody(Map.class).get("name"));
        (old ? oldDone : newDone).incrementAndGet();
    }

    private void start(String options) throws Exception {
        streams.start(route -> route.from(from(options)).process(this::work));
    }

    @Test
    void newEntriesAreNotHeldUpByThirtyThousandOfADeletedConsumer() throws Exception {
        // given
        add("old", MANY);
        readBy("deleted", MANY);
        streams.server.xgroupDelconsumer(JOBS, Consumer.from(GROUP, "deleted"));
        start("concurrentConsumers=2&minIdleTime=300");
        eventually(() -> oldDone.get() > 0);

        // when
        add("new", FEW);

        // then
        eventually(() -> newDone.get() == FEW);
        assertThat(oldDone).hasValueLessThan(MANY);
        assertThat(streams.server.xlen(JOBS)).isPositive();
    }

    @Test
    void newEntriesAreNotHeldUpByThirtyThousandOfADeadWorker() throws Exception {
        // given
        add("old", MANY);
        readBy("dead", MANY);
        start("concurrentConsumers=2&minIdleTime=300");
        eventually(() -> oldDone.get() > 0);

        // when
        add("new", FEW);

        // then
        eventually(() -> newDone.get() == FEW);
        assertThat(oldDone).hasValueLessThan(MANY);
    }

    @Test
    void entriesOfADeadWorkerAreNotHeldUpByThirtyThousandNewOnes() throws Exception {
        // given
        add("old", FEW);
        readBy("dead", FEW / 2);
        readBy("deleted", FEW / 2);
        streams.server.xgroupDelconsumer(JOBS, Consumer.from(GROUP, "deleted"));
        add("new", MANY);

        // when
        start("concurrentConsumers=1&minIdleTime=300");

        // then
        eventually(() -> oldDone.get() == FEW);
        assertThat(newDone).hasValueLessThan(MANY);
    }

    @Test
    void entriesOnTheirLastDeliveryRunAloneAndTakeTurnsWithNewOnes() throws Exception {
        // given: looked for every five seconds
        add("old", 20);
        XClaimArgs idle =
                XClaimArgs.Builder.justid().minIdleTime(0).idle(60_000).retryCount(1);
        readBy("dead", 20).forEach(id -> streams.server.xclaim(JOBS, Consumer.from(GROUP, "dead"), idle, id));
        add("new", FEW);

        // when
        start("concurrentConsumers=2&minIdleTime=20000&maxDeliveries=2");

        // then
        eventually(() -> oldDone.get() == 20 && newDone.get() == FEW);
    }
}
