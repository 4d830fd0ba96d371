package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.GROUP;
import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.RESULTS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static io.follow.gateway.component.streams.StreamsFixture.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.component.streams.entry.Delivery;
import io.follow.gateway.component.streams.entry.SettleOutcome;
import io.follow.gateway.component.streams.entry.Settlement;
import io.follow.gateway.component.streams.entry.StreamEntry;
import io.follow.gateway.component.streams.write.Settler;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Workers that take the next entry with the settle of their last one. */
@ExtendWith(ValkeyExtension.class)
class TakingTurnsIT {

    private static final Settlement DONE = new Settlement(Map.of("status", "processed"), null);
    private static final String SETTLE = "valkey-streams:" + RESULTS + "?settle=true";

    private StreamsFixture streams;
    private ValkeyConnections connections;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Semaphore allowed = new Semaphore(0);

    @BeforeEach
    void open(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
        connections = streams.connections();
    }

    @AfterEach
    void close() {
        allowed.release(100_000);
        connections.close();
        streams.close();
    }

    private void createGroup() {
        streams.server.xgroupCreate(StreamOffset.from(JOBS, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
    }

    private void addJobs(int from, int to) {
        IntStream.range(from, to).forEach(i -> streams.add("job" + i));
    }

    private void work(Exchange exchange) throws InterruptedException {
        allowed.acquire();
        seen.add(exchange.getMessage().getBody(Map.class).get("name") + ":"
                + exchange.getMessage().getHeader(ValkeyStreamsConstants.DELIVERY_COUNT));
        exchange.getMessage().setBody(DONE);
    }

    private void start(String options) throws Exception {
        streams.start(route -> route.from(from("acknowledge=SETTLE&" + options))
                .routeId("turns")
                .process(this::work)
                .to(SETTLE));
    }

    @Test
    void aSettleDeliversTheNextEntryToTheSameConsumer() throws Exception {
        // given
        createGroup();
        String first = streams.add("a");
        String second = streams.add("b");
        streams.takenBy("me");

        // when
        Settler.Ending ending = settle(first, true);

        // then
        assertThat(ending.outcome()).isEqualTo(SettleOutcome.SETTLED);
        assertThat(ending.next()).isEqualTo(new StreamEntry(second, 1, null, Map.of("name", "b")));
        assertThat(streams.pending())
                .singleElement()
                .satisfies(pending -> assertThat(pending.getId()).isEqualTo(second))
                .satisfies(pending -> assertThat(pending.getConsumer()).isEqualTo("me"));
    }

    @Test
    void aSettleThatDoesNothingDeliversNothing() throws Exception {
        // given
        createGroup();
        String first = streams.add("a");
        streams.add("b");
        streams.takenBy("me");
        settle(first, false);

        // when
        Settler.Ending ending = settle(first, true);

        // then
        assertThat(ending.outcome()).isEqualTo(SettleOutcome.GONE);
        assertThat(ending.next()).isNull();
        assertThat(streams.pending()).isEmpty();
    }

    private Settler.Ending settle(String entryId, boolean takeNext) throws InterruptedException {
        Delivery delivery = new Delivery(JOBS, GROUP, "me", entryId, 1, Map.of(), true);
        return new Settler(connections).settle(delivery, new Settler.Targets(RESULTS, null), DONE, takeNext);
    }

    @Test
    void aBacklogIsWorkedOffWithOneResultForEachEntry() throws Exception {
        // given
        addJobs(0, 500);
        allowed.release(500);

        // when
        start("concurrentConsumers=2");

        // then
        eventually(() -> streams.entries(RESULTS).size() == 500);
        assertThat(seen).hasSize(500).doesNotHaveDuplicates().allMatch(run -> run.endsWith(":1"));
        eventually(() -> streams.pending().isEmpty());
    }

    @Test
    void whatADeadWorkerLeftIsTakenOverWhileABacklogIsWorkedOff() throws Exception {
        // given
        createGroup();
        streams.add("orphan");
        streams.takenBy("dead-worker");
        addJobs(0, 3_000);

        // when: the work goes on, one job after the other, until the orphan's turn has come
        start("concurrentConsumers=1&minIdleTime=300");

        // then
        eventually(() -> {
            allowed.release();
            return seen.contains("orphan:2");
        });
        assertThat(seen).hasSizeLessThan(3_000);
    }

    @Test
    void anEntryThatWasTakenIsNotLostWhenTheRouteStopsAndDoesNotCountTwice() throws Exception {
        // given: a backlog in the middle of which the route is stopped
        addJobs(0, 300);
        start("concurrentConsumers=2");
        allowed.release(100);
        eventually(() -> seen.size() >= 100);
        allowed.release(300);
        streams.camel.getRouteController().stopRoute("turns");

        // when
        streams.camel.getRouteController().startRoute("turns");

        // then
        eventually(() -> streams.entries(RESULTS).size() == 300);
        assertThat(seen).hasSize(300).doesNotHaveDuplicates().allMatch(run -> run.endsWith(":1"));
        eventually(() -> streams.pending().isEmpty());
    }
}
