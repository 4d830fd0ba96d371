package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.GROUP;
import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.RESULTS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static io.follow.gateway.component.streams.StreamsFixture.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.follow.gateway.component.streams.read.ReadGate;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ValkeyExtension.class)
class ValkeyStreamsConsumerIT {

    private StreamsFixture streams;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeEach
    void open(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
    }

    @AfterEach
    void close() {
        release.countDown();
        streams.close();
    }

    private void record(Exchange exchange) {
        seen.add(exchange.getMessage().getBody(Map.class).get("name") + ":"
                + exchange.getMessage().getHeader(ValkeyStreamsConstants.DELIVERY_COUNT));
    }

    private void recordAndWait(Exchange exchange) throws InterruptedException {
        record(exchange);
        assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void consumesEntriesThatWereAddedBeforeTheFirstStart() throws Exception {
        // given
        streams.add("a");
        streams.add("b");

        // when
        streams.start(route -> route.from(from("")).process(this::record));

        // then
        eventually(() -> seen.equals(List.of("a:1", "b:1")));
        eventually(() -> streams.entries(JOBS).isEmpty() && streams.pending().isEmpty());
    }

    @Test
    void readsNoMoreEntriesThanItHasFreeWorkers() throws Exception {
        // given
        for (int i = 0; i < 10; i++) {
            streams.add("job" + i);
        }

        // when
        streams.start(route -> route.from(from("concurrentConsumers=3")).process(this::recordAndWait));
        eventually(() -> seen.size() == 3);

        // then
        assertThat(streams.pending()).hasSize(3);
        release.countDown();
        eventually(() -> seen.size() == 10 && streams.entries(JOBS).isEmpty());
    }

    @Test
    void keepsTheEntryWhenOnlySettlingMayEndItAndNobodySettled() throws Exception {
        // given
        streams.start(route -> route.from(from("acknowledge=SETTLE&minIdleTime=400&maxDeliveries=9"))
                .process(this::record));

        // when
        streams.add("forgotten");

        // then: it is delivered again after its idle time, and counted
        eventually(() -> seen.containsAll(List.of("forgotten:1", "forgotten:2", "forgotten:3")));
        assertThat(streams.entries(JOBS)).hasSize(1);
    }

    @Test
    void takesOverWhatADeadWorkerLeftAndCountsTheDelivery() throws Exception {
        // given
        streams.server.xgroupCreate(StreamOffset.from(JOBS, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
        streams.add("orphan");
        streams.takenBy("dead-worker");

        // when
        streams.start(route -> route.from(from("minIdleTime=300")).process(this::record));

        // then
        eventually(() -> seen.equals(List.of("orphan:2")));
        eventually(() -> streams.pending().isEmpty());
    }

    @Test
    void handsAnEntryDeliveredTooOftenToTheErrorHandlerWithoutRunningIt() throws Exception {
        // given
        streams.server.xgroupCreate(StreamOffset.from(JOBS, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
        streams.add("poison");
        String id = streams.takenBy("dead-worker");
        streams.server.xclaim(
                JOBS,
                io.lettuce.core.Consumer.from(GROUP, "dead-worker"),
                io.lettuce.core.XClaimArgs.Builder.justid().minIdleTime(0).retryCount(3),
                id);
        List<String> refused = new CopyOnWriteArrayList<>();

        // when
        streams.start(route -> {
            route.onException(DeliveryLimitException.class)
                    .handled(true)
                    .process(exchange -> refused.add(exchange.getMessage().getMessageId()));
            route.from(from("minIdleTime=300&maxDeliveries=3")).process(this::record);
        });

        // then
        eventually(() -> refused.equals(List.of(id)) && streams.entries(JOBS).isEmpty());
        assertThat(seen).isEmpty();
    }

    @Test
    void aJobMuchLongerThanTheClaimTimeRunsOnce() throws Exception {
        // given: two gateways with a claim time of a second
        StreamsFixture.Routes routes =
                route -> route.from(from("minIdleTime=1000")).process(this::recordAndWait);
        streams.start(routes);
        CamelContext neighbour = streams.newContext();
        StreamsFixture.start(neighbour, routes);

        // when: the job has taken three times as long
        streams.add("long");
        eventually(() -> seen.size() == 1);
        long begun = System.nanoTime();
        eventually(() -> System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(3_000));

        // then: whoever works on it says so again and again
        eventually(() -> streams.pending().get(0).getMsSinceLastDelivery() < 1_000);
        assertThat(seen).containsExactly("long:1");
        assertThat(streams.pending()).singleElement().satisfies(entry -> assertThat(entry.getRedeliveryCount())
                .isEqualTo(1));
        release.countDown();
        eventually(() -> streams.entries(JOBS).isEmpty());
        neighbour.stop();
    }

    @Test
    void aJobThatWaitsForItsNextTryHoldsNoWorkerAndComesBackThroughOne() throws Exception {
        // given: one worker, and a job that fails twice
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        streams.start(route -> {
            route.onException(IllegalStateException.class)
                    .maximumRedeliveries(3)
                    .redeliveryDelay(700)
                    .asyncDelayedRedelivery()
                    .handled(true)
                    .log("given up");
            route.from(from("concurrentConsumers=1")).process(exchange -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                try {
                    record(exchange);
                    String name = String.valueOf(
                            exchange.getMessage().getBody(Map.class).get("name"));
                    long tries =
                            seen.stream().filter(line -> line.startsWith(name)).count();
                    if (name.equals("slow") && tries < 3) {
                        throw new IllegalStateException("not yet");
                    }
                } finally {
                    running.decrementAndGet();
                }
            });
        });

        // when
        streams.add("slow");
        streams.add("quick");

        // then: the quick one does not wait for the slow one
        eventually(() -> streams.entries(JOBS).isEmpty());
        assertThat(seen.subList(0, 2)).containsExactly("slow:1", "quick:1");
        assertThat(seen).containsExactly("slow:1", "quick:1", "slow:1", "slow:1");
        assertThat(most).hasValue(1);
    }

    @Test
    void pausesReadingWhenAsManyJobsWaitAsMayWait() throws Exception {
        // given
        streams.start(route -> {
            route.onException(IllegalStateException.class)
                    .maximumRedeliveries(1)
                    .redeliveryDelay(600_000)
                    .asyncDelayedRedelivery();
            route.from(from("concurrentConsumers=1&maxPendingRedeliveries=2")).process(exchange -> {
                record(exchange);
                throw new IllegalStateException("the store is down");
            });
        });

        // when
        for (int i = 0; i < 6; i++) {
            streams.add("job" + i);
        }
        eventually(() -> seen.size() == 3);

        // then: two wait and the worker's own one waits as well, the others stay unread
        assertThat(streams.pending()).hasSize(3);
    }

    @Test
    void handsOverWaitingJobsWhenItStopsWithoutCountingTheDelivery() throws Exception {
        // given: a job that waits for its next try
        streams.start(route -> {
            route.onException(IllegalStateException.class)
                    .maximumRedeliveries(1)
                    .redeliveryDelay(600_000)
                    .asyncDelayedRedelivery();
            route.from(from("minIdleTime=60000")).process(exchange -> {
                record(exchange);
                throw new IllegalStateException("the store is down");
            });
        });
        streams.add("waiting");
        eventually(() -> seen.size() == 1 && streams.pending().size() == 1);

        // when
        streams.camel.stop();

        // then: another gateway takes it at once, as the same delivery
        assertThat(streams.pending()).singleElement().satisfies(entry -> {
            assertThat(entry.getRedeliveryCount()).isZero();
            assertThat(entry.getMsSinceLastDelivery()).isGreaterThanOrEqualTo(60_000);
        });
        CamelContext successor = streams.newContext();
        StreamsFixture.start(
                successor, route -> route.from(from("minIdleTime=60000")).process(this::record));
        eventually(() -> seen.equals(List.of("waiting:1", "waiting:1")));
        successor.stop();
    }

    @Test
    void finishesRunningJobsWhenItStopsAndLeavesTheGroup() throws Exception {
        // given
        streams.start(route -> route.from(from("")).process(this::recordAndWait));
        streams.add("running");
        eventually(() -> seen.size() == 1);

        // when
        Thread stopping = new Thread(streams.camel::stop);
        stopping.start();
        release.countDown();
        stopping.join(20_000);

        // then
        assertThat(streams.entries(JOBS)).isEmpty();
        assertThat(streams.server.xinfoConsumers(JOBS, GROUP)).isEmpty();
    }

    @Test
    void readsNothingWhileItIsSuspended() throws Exception {
        // given
        streams.start(route -> route.from(from("")).routeId("jobs").process(this::record));
        streams.add("before");
        eventually(() -> seen.size() == 1);

        // when
        streams.camel.getRouteController().suspendRoute("jobs");
        streams.add("meanwhile");

        // then
        eventually(() -> streams.entries(JOBS).size() == 1 && streams.pending().isEmpty());
        assertThat(seen).containsExactly("before:1");
        streams.camel.getRouteController().resumeRoute("jobs");
        eventually(() -> seen.contains("meanwhile:1"));
    }

    /** Each read blocks for up to five seconds, until the next look for entries of dead consumers. */
    @Test
    @Timeout(60)
    void endsItsReadAtOnceWhenItIsSuspended() throws Exception {
        // given
        streams.start(route -> route.from(from("").replace("blockTimeout=200", "blockTimeout=1h"))
                .routeId("jobs")
                .process(this::record));

        for (int i = 0; i < 40; i++) {
            String entry = "entry-" + i;

            // when
            streams.camel.getRouteController().suspendRoute("jobs");
            streams.add(entry);
            streams.camel.getRouteController().resumeRoute("jobs");

            // then
            eventually(() -> seen.contains(entry + ":1"));
        }
    }

    @Test
    void createsTheGroupAgainWhenItIsLost() throws Exception {
        // given
        streams.start(route -> route.from(from("")).process(this::record));
        streams.add("before");
        eventually(() -> seen.size() == 1 && streams.entries(JOBS).isEmpty());

        // when: everything is gone while the reader blocks
        streams.server.flushall();
        streams.add("after");

        // then
        eventually(() -> seen.contains("after:1"));
        streams.server.xgroupDestroy(JOBS, GROUP);
        streams.add("later");
        eventually(() -> seen.contains("later:1"));
    }

    @Test
    void endsTheRunningJobOfAConsumerThatAnOperatorDeleted() throws Exception {
        // given
        streams.start(route -> route.from(from("minIdleTime=300&consumer=alive"))
                .process(this::recordAndWait)
                .to("valkey-streams:" + RESULTS + "?settle=true"));
        streams.add("running");
        eventually(() -> seen.size() == 1);

        // when
        streams.server.xgroupDelconsumer(JOBS, io.lettuce.core.Consumer.from(GROUP, "alive"));
        release.countDown();

        // then
        eventually(() -> streams.entries(JOBS).isEmpty());
        assertThat(streams.entries(RESULTS)).hasSize(1);
        assertThat(seen).containsExactly("running:1");
    }

    @Test
    void getsItsOwnEntriesBackAfterARestartUnderTheSameName() throws Exception {
        // given: a process of this name died with an entry in hand
        streams.server.xgroupCreate(StreamOffset.from(JOBS, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
        streams.add("mine");
        streams.takenBy("worker-1");

        // when
        streams.start(route -> route.from(from("consumer=worker-1")).process(this::record));

        // then: at once, not after the claim time of five minutes
        eventually(() -> seen.equals(List.of("mine:2")));
    }

    @Test
    void keepsFieldsNamedLikeCamelHeadersOutOfTheHeaders() throws Exception {
        // given
        List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
        streams.start(route -> route.from(from("fieldsAsHeaders=true"))
                .process(
                        exchange -> headers.add(Map.copyOf(exchange.getMessage().getHeaders()))));

        // when
        streams.server.xadd(JOBS, Map.of("name", "x", "CamelFileName", "/etc/passwd", "camelHttpUri", "http://evil"));

        // then
        eventually(() -> headers.size() == 1);
        assertThat(headers.get(0)).containsEntry("name", "x").doesNotContainKeys("CamelFileName", "camelHttpUri");
    }

    @Test
    void saysThatItIsNotReadyWhileTheServerIsAwayAndStaysAlive(ValkeyServer valkey) throws Exception {
        // given
        streams.start(route -> route.from(from("")).routeId("jobs").process(this::record));
        eventually(() ->
                states(HealthCheckHelper.invokeReadiness(streams.camel, "full")).get("reader-ready:jobs")
                        == HealthCheck.State.UP);

        // when
        valkey.kill();

        // then
        eventually(() ->
                states(HealthCheckHelper.invokeReadiness(streams.camel, "full")).get("reader-ready:jobs")
                        == HealthCheck.State.DOWN);
        assertThat(states(HealthCheckHelper.invokeLiveness(streams.camel, "full")))
                .containsEntry("reader-alive:jobs", HealthCheck.State.UP);
        valkey.restart();
        eventually(() ->
                states(HealthCheckHelper.invokeReadiness(streams.camel, "full")).get("reader-ready:jobs")
                        == HealthCheck.State.UP);
        streams.server.xadd(JOBS, Map.of("name", "again"));
        eventually(() -> seen.contains("again:1"));
    }

    private static Map<String, HealthCheck.State> states(java.util.Collection<HealthCheck.Result> results) {
        Map<String, HealthCheck.State> states = new java.util.HashMap<>();
        results.forEach(result -> states.put(result.getCheck().getId(), result.getState()));
        return states;
    }

    @Test
    void aJobOnItsLastDeliveryRunsAlone() throws Exception {
        // given: two orphans, of which one has one delivery left
        streams.server.xgroupCreate(StreamOffset.from(JOBS, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
        streams.add("suspect");
        String suspect = streams.takenBy("dead-worker");
        streams.server.xclaim(
                JOBS,
                io.lettuce.core.Consumer.from(GROUP, "dead-worker"),
                io.lettuce.core.XClaimArgs.Builder.justid().minIdleTime(0).retryCount(2),
                suspect);
        for (int i = 0; i < 4; i++) {
            streams.add("new" + i);
        }
        AtomicInteger running = new AtomicInteger();
        List<Integer> besideTheSuspect = new CopyOnWriteArrayList<>();

        // when
        streams.start(route -> route.from(from("concurrentConsumers=3&minIdleTime=300&maxDeliveries=3"))
                .process(exchange -> {
                    boolean isSuspect = suspect.equals(exchange.getMessage().getMessageId());
                    running.incrementAndGet();
                    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(150);
                    while (System.nanoTime() < until) {
                        if (isSuspect) {
                            besideTheSuspect.add(running.get() - 1);
                        }
                        Thread.onSpinWait();
                    }
                    running.decrementAndGet();
                    record(exchange);
                }));

        // then
        eventually(() -> seen.size() == 5 && streams.entries(JOBS).isEmpty());
        assertThat(seen).contains("suspect:3");
        assertThat(besideTheSuspect).isNotEmpty().containsOnly(0);
    }

    @Test
    void adoptsAnEntryThatNobodyHolds() throws Exception {
        // given: its consumer was deleted together with what was pending for it
        streams.server.xgroupCreate(StreamOffset.from(JOBS, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
        streams.add("forsaken");
        streams.takenBy("deleted");
        streams.server.xgroupDelconsumer(JOBS, io.lettuce.core.Consumer.from(GROUP, "deleted"));

        // when
        streams.start(route -> route.from(from("minIdleTime=300")).process(this::record));

        // then
        eventually(() -> seen.equals(List.of("forsaken:1")));
        eventually(() -> streams.entries(JOBS).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesOverAnEntryWhoseDeliveryLiesInTheFutureSinceTheServersClockWasSetBack(boolean deleteEntries)
            throws Exception {
        // given
        String id = streams.inWork("left", "dead");
        long inAnHour = System.currentTimeMillis() + 3_600_000;
        streams.server.xclaim(
                JOBS,
                io.lettuce.core.Consumer.from(GROUP, "dead"),
                new io.lettuce.core.XClaimArgs().time(inAnHour).justid(),
                id);

        // when
        streams.start(route -> route.from(from("minIdleTime=300&deleteEntries=" + deleteEntries))
                .process(this::record));

        // then
        eventually(() -> seen.equals(List.of("left:2")));
        eventually(() -> streams.pending().isEmpty());
    }

    @Test
    void readsNothingWhileTheGateIsClosedAndSaysWhy() throws Exception {
        // given
        java.util.concurrent.atomic.AtomicReference<String> reason =
                new java.util.concurrent.atomic.AtomicReference<>("the store is out of order");
        ReadGate gate = pipeline -> reason.get();
        streams.camel.getRegistry().bind("gate", gate);

        // when
        streams.start(route -> route.from(from("gate=#gate")).routeId("jobs").process(this::record));
        streams.add("patient");

        // then
        eventually(() -> HealthCheckHelper.invokeReadiness(streams.camel, "full").stream()
                .anyMatch(result ->
                        result.getMessage().orElse("").equals("reading is paused: the store is out of order")));
        assertThat(seen).isEmpty();
        reason.set(null);
        eventually(() -> seen.contains("patient:1"));
    }

    @Test
    void readsNothingWhenThisUserMayNotSettleAndGoesOnOnceItMay(ValkeyServer valkey) throws Exception {
        // given: a user without the right to delete entries
        valkey.command("ACL", "SETUSER", "worker", "on", ">secret", "~*", "&*", "+@all", "-xdel");
        io.lettuce.core.RedisClient client =
                io.lettuce.core.RedisClient.create("redis://worker:secret@127.0.0.1:" + valkey.port());
        CamelContext camel = new org.apache.camel.impl.DefaultCamelContext();
        ValkeyStreamsComponent component = new ValkeyStreamsComponent();
        component.setClient(client);
        camel.addComponent("valkey-streams", component);
        streams.add("a");

        // when
        StreamsFixture.start(camel, route -> route.from(from(""))
                .routeId("jobs")
                .process(this::record)
                .to("valkey-streams:" + RESULTS + "?settle=true"));

        // then
        eventually(() -> HealthCheckHelper.invokeReadiness(camel, "full").stream()
                .anyMatch(result -> result.getMessage().orElse("").startsWith("NOPERM this user may not XDEL")));
        assertThat(seen).isEmpty();
        valkey.command("ACL", "SETUSER", "worker", "+xdel");
        eventually(() ->
                streams.entries(RESULTS).size() == 1 && streams.entries(JOBS).isEmpty());
        camel.stop();
        client.shutdown(0, 1, TimeUnit.SECONDS);
        valkey.command("ACL", "DELUSER", "worker");
    }

    @Test
    void aRouteWithoutOnExceptionRunsNoStepForAnEntryDeliveredTooOften() throws Exception {
        // given
        streams.server.xgroupCreate(StreamOffset.from(JOBS, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
        streams.add("poison");
        String id = streams.takenBy("dead-worker");
        streams.server.xclaim(
                JOBS,
                io.lettuce.core.Consumer.from(GROUP, "dead-worker"),
                io.lettuce.core.XClaimArgs.Builder.justid().minIdleTime(0).retryCount(3),
                id);

        // when
        streams.start(
                route -> route.from(from("minIdleTime=300&maxDeliveries=3")).process(this::record));
        streams.add("healthy");

        // then
        eventually(() -> seen.equals(List.of("healthy:1")));
        eventually(() -> streams.pending().stream().anyMatch(entry -> entry.getRedeliveryCount() >= 5));
        assertThat(seen).containsExactly("healthy:1");
    }

    @Test
    void refusesOptionsThatCannotWork() {
        // given // when // then
        assertThat(catchThrowable(() -> streams.start(
                        route -> route.from(from("concurrentConsumers=-1")).log("never"))))
                .rootCause()
                .hasMessage("valkey-streams:jobs: concurrentConsumers=-1, expected 0 or more");
    }

    @ParameterizedTest
    @CsvSource({
        "workers=2, workers, concurrentConsumers",
        "claimIdle=5m, claimIdle, minIdleTime",
        "block=1s, block, blockTimeout",
        "maxWaiting=7, maxWaiting, maxPendingRedeliveries"
    })
    void refusesAnOldNameOfAnOptionAndNamesTheNewOne(String option, String oldName, String newName) {
        // given // when // then
        assertThat(catchThrowable(
                        () -> streams.start(route -> route.from(from(option)).log("never"))))
                .rootCause()
                .hasMessage("valkey-streams: the option " + oldName + " was renamed to " + newName);
    }

    @Test
    void takesDurationsAsCamelDoesAndPlainMilliseconds() {
        // given // when
        ValkeyStreamsConfiguration options = streams.camel
                .getEndpoint(
                        "valkey-streams:jobs?minIdleTime=5m&blockTimeout=1500&asyncTimeout=1m30s&retention=24h",
                        ValkeyStreamsEndpoint.class)
                .getConfiguration();

        // then
        assertThat(options.getMinIdleTime()).isEqualTo(300_000);
        assertThat(options.getBlockTimeout()).isEqualTo(1500);
        assertThat(options.getAsyncTimeout()).isEqualTo(90_000);
        assertThat(options.getRetention()).isEqualTo(86_400_000);
    }
}
