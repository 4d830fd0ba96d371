package io.follow.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SamplesIT {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-24T10:00:00Z"), ZoneOffset.UTC);

    private final JobCounters tally = new JobCounters();

    private ValkeyServer valkey;
    private RedisClient client;
    private Samples samples;

    @BeforeEach
    void connect() {
        valkey = ValkeyServer.start();
        client = RedisClient.create(valkey.uri().toString());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        samples = new Samples(new JobQueue(new ValkeyConnections(client), "jobs", "workers", "letters"), tally, CLOCK);
    }

    @AfterEach
    void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
        valkey.close();
    }

    private void takeOne() {
        @SuppressWarnings("unchecked")
        var taken = client.connect()
                .sync()
                .xreadgroup(
                        Consumer.from("workers", "one"), XReadArgs.Builder.count(1), StreamOffset.lastConsumed("jobs"));
        assertThat(taken).hasSize(1);
    }

    @Test
    void tellsWhatWaitsAndWhatWasDoneSinceTheSampleBefore() throws Exception {
        // given: three jobs, of which one was taken
        valkey.command("XGROUP", "CREATE", "jobs", "workers", "0", "MKSTREAM");
        for (int job = 0; job < 3; job++) {
            valkey.command("XADD", "jobs", "*", "image_id", "1");
        }
        takeOne();
        tally.processed(Map.of("decode", 10_000_000L));
        tally.processed(Map.of("decode", 20_500_000L));
        tally.failed();

        // when
        samples.take();
        samples.take();

        // then
        Sample first = samples.all().get(0);
        assertThat(first.at()).isEqualTo("2026-02-24T10:00:00.000Z");
        assertThat(first.backlog()).isEqualTo(2);
        assertThat(first.inFlight()).isEqualTo(1);
        assertThat(first.oldestPendingAgeMs()).isNotNegative();
        assertThat(first.processed()).isEqualTo(2);
        assertThat(first.failed()).isEqualTo(1);
        assertThat(first.stepMs()).containsExactly(Map.entry("decode", 15.3));
        Sample second = samples.all().get(1);
        assertThat(second.processed()).isZero();
        assertThat(second.stepMs()).isEmpty();
        assertThat(second.backlog()).isEqualTo(2);
    }

    @Test
    void leavesAGapWhileTheServerIsAwayAndStillCountsWhatWasDone() throws Exception {
        // given
        samples.take();
        valkey.kill();
        tally.failed();

        // when
        samples.take();

        // then
        Sample gap = samples.all().get(1);
        assertThat(gap.backlog()).isNull();
        assertThat(gap.inFlight()).isNull();
        assertThat(gap.failed()).isEqualTo(1);
    }

    @Test
    void keepsTenMinutes() throws Exception {
        // given
        tally.failed();

        // when
        for (int taken = 0; taken < 61; taken++) {
            samples.take();
        }

        // then: the first, which had the failure, is gone
        assertThat(samples.all()).hasSize(60).allSatisfy(sample -> assertThat(sample.failed())
                .isZero());
    }
}
