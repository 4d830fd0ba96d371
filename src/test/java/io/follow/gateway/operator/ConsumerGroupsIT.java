package io.follow.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.operator.ConsumerGroups.Deletion;
import io.follow.gateway.testing.CapturedLog;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ValkeyExtension.class)
class ConsumerGroupsIT {

    private static final String RESULTS = "image:result";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-02-24T10:00:00Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private RedisClient client;
    private RedisCommands<String, String> server;
    private ConsumerGroups groups;
    private UnreadGroups unread;

    @BeforeEach
    void connect(ValkeyServer valkey) {
        client = RedisClient.create(valkey.uri().toString());
        server = client.connect().sync();
        groups = new ConsumerGroups(new ValkeyConnections(client), RESULTS);
        unread = new UnreadGroups(() -> List.of("image"), pipeline -> groups, "webhook-", meters, settable());
    }

    @AfterEach
    void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }

    private Clock settable() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }
        };
    }

    private void addResults(int count) {
        for (int i = 0; i < count; i++) {
            server.xadd(RESULTS, Map.of("image_id", "a"));
        }
    }

    private void group(String name) {
        server.xgroupCreate(StreamOffset.from(RESULTS, "0"), name);
    }

    private void read(String group) {
        @SuppressWarnings("unchecked")
        var taken = server.xreadgroup(Consumer.from(group, "c"), StreamOffset.lastConsumed(RESULTS));
        assertThat(taken).isNotEmpty();
    }

    @Test
    void areNoneWithoutAStream() throws Exception {
        assertThat(groups.list()).isEmpty();
        assertThat(groups.delete("webhook-crm")).isEqualTo(Deletion.GONE);
    }

    @Test
    void showWhatTheyHaveNotReadAndNotAcknowledged() throws Exception {
        // given
        addResults(2);
        group("webhook-crm");
        group("audit");
        read("audit");

        // when
        List<GroupView> shown = groups.list();

        // then
        assertThat(shown)
                .extracting(GroupView::group, GroupView::pending, GroupView::backlog, GroupView::readers)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("webhook-crm", 0L, 2L, 0L),
                        org.assertj.core.groups.Tuple.tuple("audit", 2L, 0L, 1L));
    }

    @Test
    void areDeletedUnlessSomebodyReadsThem() throws Exception {
        // given
        addResults(1);
        group("webhook-crm");
        group("audit");
        read("audit");

        // then
        assertThat(groups.delete("audit")).isEqualTo(Deletion.READ);
        assertThat(groups.delete("webhook-crm")).isEqualTo(Deletion.DELETED);
        assertThat(groups.delete("webhook-crm")).isEqualTo(Deletion.GONE);
        assertThat(groups.list()).extracting(GroupView::group).containsExactly("audit");
    }

    @Test
    void ofWebhooksThatNobodyReadsAreAWarningOnceAnHourAndAMetric() throws Exception {
        // given
        addResults(1);
        group("webhook-crm");
        group("webhook-read");
        group("audit");
        read("webhook-read");
        String warning = "WARN nobody reads the group webhook-crm of image:result, so results are kept for it: run its"
                + " webhook again, or delete it (groups delete webhook-crm --pipeline image)";
        try (CapturedLog log = CapturedLog.of(UnreadGroups.class)) {
            // when
            unread.look();
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(59)));
            unread.look();

            // then
            assertThat(log.lines()).containsExactly(warning);
            assertThat(meters.get(UnreadGroups.METRIC)
                            .tags("pipeline", "image", "group", "webhook-crm")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(meters.find(UnreadGroups.METRIC).gauges()).hasSize(1);

            // when
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
            unread.look();

            // then
            assertThat(log.lines()).containsExactly(warning, warning);
        }
    }

    @Test
    void areNoMetricAnyMoreOnceTheyAreDeleted() throws Exception {
        // given
        addResults(1);
        group("webhook-crm");
        unread.look();

        // when
        groups.delete("webhook-crm");
        unread.look();

        // then
        assertThat(meters.find(UnreadGroups.METRIC).gauges()).isEmpty();
    }
}
