package io.follow.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.operator.StreamReport.Group;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ValkeyExtension.class)
class StreamReportsIT {

    private RedisClient client;
    private StreamReports reports;

    @BeforeEach
    void connect(ValkeyServer valkey) {
        client = RedisClient.create(valkey.uri().toString());
        reports = new StreamReports(new ValkeyConnections(client), "jobs", "workers", List.of("results", "letters"));
    }

    @AfterEach
    void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }

    private void take(String stream, String group, String consumer, int count) {
        @SuppressWarnings("unchecked")
        var taken = client.connect()
                .sync()
                .xreadgroup(
                        Consumer.from(group, consumer),
                        XReadArgs.Builder.count(count),
                        StreamOffset.lastConsumed(stream));
        assertThat(taken).hasSize(count);
    }

    @Test
    void showsEmptyStreamsBeforeAnythingIsThere() throws Exception {
        assertThat(reports.streams())
                .containsExactly(
                        new StreamReport("jobs", 0, List.of()),
                        new StreamReport("results", 0, List.of()),
                        new StreamReport("letters", 0, List.of()));
        assertThat(reports.workers()).isEmpty();
    }

    @Test
    void showsWhatWaitsAndWhoHoldsWhat(ValkeyServer valkey) throws Exception {
        // given: five jobs, of which two were taken and a waiting one was deleted
        valkey.command("XGROUP", "CREATE", "jobs", "workers", "0", "MKSTREAM");
        for (int i = 1; i <= 5; i++) {
            valkey.command("XADD", "jobs", i + "-0", "n", "1");
        }
        take("jobs", "workers", "w1", 2);
        valkey.command("XDEL", "jobs", "4-0");

        // when
        StreamReport jobs = reports.streams().get(0);

        // then
        assertThat(jobs.length()).isEqualTo(4);
        Group group = jobs.groups().get(0);
        assertThat(group.pending()).isEqualTo(2);
        assertThat(group.backlog()).isEqualTo(2);
        assertThat(group.oldestPendingAgeMs()).isGreaterThan(1_000_000_000_000L);
        assertThat(reports.workers()).singleElement().satisfies(worker -> {
            assertThat(worker.name()).isEqualTo("w1");
            assertThat(worker.pending()).isEqualTo(2);
            assertThat(worker.idleMs()).isBetween(0L, 60_000L);
        });
    }

    @Test
    void saysNothingAboutABacklogThatTheServerCannotTell(ValkeyServer valkey) throws Exception {
        // given: an entry that a reader of the results has not seen is deleted
        valkey.command("XGROUP", "CREATE", "results", "api", "0", "MKSTREAM");
        valkey.command("XADD", "results", "1-0", "n", "1");
        valkey.command("XADD", "results", "2-0", "n", "1");
        valkey.command("XADD", "results", "3-0", "n", "1");
        take("results", "api", "c", 1);
        valkey.command("XDEL", "results", "2-0");

        // when
        Group group = reports.streams().get(1).groups().get(0);

        // then
        assertThat(group.backlog()).isNull();
        assertThat(group.pending()).isEqualTo(1);
    }
}
