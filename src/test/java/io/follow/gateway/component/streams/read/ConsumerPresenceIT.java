package io.follow.gateway.component.streams.read;

import static io.follow.gateway.component.streams.StreamsFixture.GROUP;
import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.from;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.component.streams.StreamsFixture;
import io.follow.gateway.embedded.ServerProgramFinder;
import io.follow.gateway.testing.ServerUnderTest;
import io.follow.gateway.testing.ValkeyServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server says of a consumer that lives and has nothing to do. */
class ConsumerPresenceIT {

    @Test
    void isSeenByTheBundledServerWhileThereIsNothingToRead(@TempDir Path folder) throws Exception {
        ServerProgramFinder finder = new ServerProgramFinder(null, "", folder);
        try (ValkeyServer redis = ValkeyServer.start(finder.bundled());
                StreamsFixture streams = new StreamsFixture(redis)) {
            // given
            streams.start(route -> route.from(from("consumer=alive")).to("mock:end"));
            // when, then
            assertThatItIsSeen(streams);
        }
    }

    @Test
    void isSeenWhileReadingIsPaused() throws Exception {
        try (ValkeyServer valkey = ValkeyServer.start(ServerUnderTest.program());
                StreamsFixture streams = new StreamsFixture(valkey)) {
            // given a consumer that has worked and is paused
            AtomicReference<String> reason = new AtomicReference<>();
            ReadGate gate = pipeline -> reason.get();
            streams.camel.getRegistry().bind("gate", gate);
            streams.start(route -> route.from(from("consumer=alive&gate=#gate")).to("mock:end"));
            MockEndpoint end = streams.camel.getEndpoint("mock:end", MockEndpoint.class);
            end.expectedMessageCount(1);
            streams.add("first");
            end.assertIsSatisfied();
            reason.set("a store is out of order");
            // when, then
            assertThatItIsSeen(streams);
        }
    }

    /** Its idle time grows past what a read that blocks would leave, and is set to zero again. */
    private static void assertThatItIsSeen(StreamsFixture streams) {
        List<Long> seen = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            idleMillis(streams).forEach(seen::add);
            long longest = seen.stream().mapToLong(Long::longValue).max().orElse(0);
            assertThat(longest).isGreaterThan(2_000);
            assertThat(seen.get(seen.size() - 1)).isLessThan(longest);
        });
    }

    private static List<Long> idleMillis(StreamsFixture streams) {
        if (streams.server.exists(JOBS) == 0 || streams.server.xinfoGroups(JOBS).isEmpty()) {
            return List.of();
        }
        return streams.server.xinfoConsumers(JOBS, GROUP).stream()
                .map(row -> named((List<?>) row))
                .filter(one -> "alive".equals(one.get("name")))
                .map(one -> (Long) one.get("idle"))
                .toList();
    }

    private static Map<Object, Object> named(List<?> row) {
        Map<Object, Object> named = new HashMap<>();
        for (int i = 0; i < row.size(); i += 2) {
            named.put(row.get(i), row.get(i + 1));
        }
        return named;
    }
}
