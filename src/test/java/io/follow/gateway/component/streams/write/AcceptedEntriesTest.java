package io.follow.gateway.component.streams.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.component.streams.client.SuspendAwareInstant;
import io.follow.gateway.component.streams.entry.NewEntry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcceptedEntriesTest {

    private final AcceptedEntries entries = new AcceptedEntries();

    private static AcceptedEntry entry(Duration keyLife) {
        return new AcceptedEntry(
                "jobs",
                "jobs:key",
                keyLife,
                new NewEntry(Map.of("image_id", "a")),
                "1-0",
                null,
                SuspendAwareInstant.now());
    }

    @Test
    void anEntryWhoseKeyTheServerMayHaveForgottenIsNotAddedAgainWhateverServerAnswers() {
        // given one that no server is known to have
        AcceptedEntry entry = entry(Duration.ofMillis(2));
        entries.add(entry);
        await().until(entry::isStale);

        // when
        entries.forgetStale();

        // then
        assertThat(entries.unknownTo(new ServerIdentity("run", "replication"), "jobs"))
                .isEmpty();
    }

    @Test
    void anEntryIsKeptForAsLongAsItsKeyTellsThatTheServerHasIt() {
        // given
        AcceptedEntry entry = entry(Duration.ofHours(1));
        entries.add(entry);

        // when
        entries.forgetStale();

        // then
        assertThat(entries.unknownTo(new ServerIdentity("run", "replication"), "jobs"))
                .containsExactly(entry);
    }
}
