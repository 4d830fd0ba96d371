package io.follow.gateway.deadletter;

import static io.follow.gateway.deadletter.Letters.DEAD;
import static io.follow.gateway.deadletter.Letters.JOBS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many dead letters: counted, searched and replayed part by part. */
@ExtendWith(ValkeyExtension.class)
class LetterGroupsIT {

    private static final LetterFilter STORE_FAILURES = new LetterFilter("STORAGE_READ_FAILED", null);

    private Letters letters;
    private DeadLetters operator;

    @BeforeEach
    void connect(ValkeyServer valkey) {
        letters = new Letters(valkey);
        operator = letters.operator();
    }

    @AfterEach
    void close() {
        letters.close();
    }

    private String add(String image, String reason) {
        long before = letters.server.xlen(DEAD);
        Map<String, String> fields =
                new LinkedHashMap<>(Letters.deadFields(Letters.job(image), JOBS, (before + 1) + "-0"));
        fields.put("dlq_reason", reason);
        fields.put("dlq_error", reason + " of " + image);
        return letters.server.xadd(DEAD, fields);
    }

    /** Adds as many as it takes for the gateway to stop in between. */
    private void addMany(int count, String reason) {
        letters.server.eval(
                "for i = 1, ARGV[1] do redis.call('XADD', KEYS[1], '*', 'image_id', 'many-' .. i, 'dlq_reason',"
                        + " ARGV[2]) end",
                ScriptOutputType.STATUS,
                new String[] {DEAD},
                Integer.toString(count),
                reason);
    }

    private static LetterSelection all(LetterFilter filter) {
        return new LetterSelection(filter, null, null);
    }

    @Test
    void countsThemByReason() throws Exception {
        // given
        String first = add("a", "SOURCE_NOT_FOUND");
        add("b", "STORAGE_READ_FAILED");
        String last = add("c", "SOURCE_NOT_FOUND");

        // when
        LetterCount count = operator.count(all(LetterFilter.ALL));

        // then
        assertThat(count.next()).isNull();
        assertThat(count.scanned()).isEqualTo(3);
        assertThat(count.last()).isEqualTo(last);
        assertThat(count.groups())
                .extracting(LetterGroup::reason)
                .containsExactly("SOURCE_NOT_FOUND", "STORAGE_READ_FAILED");
        assertThat(count.groups().get(0))
                .isEqualTo(new LetterGroup("SOURCE_NOT_FOUND", 2, first, last, "SOURCE_NOT_FOUND of c"));
    }

    @Test
    void countsNothingWhereThereIsNothing() throws Exception {
        assertThat(operator.count(all(LetterFilter.ALL))).isEqualTo(new LetterCount(List.of(), 0, null, null));
    }

    @Test
    void countsWhatWasAddedSinceFromWhereItStopped() throws Exception {
        // given
        add("a", "SOURCE_NOT_FOUND");
        LetterCount before = operator.count(all(LetterFilter.ALL));
        add("b", "STORAGE_READ_FAILED");

        // when
        LetterCount since = operator.count(new LetterSelection(LetterFilter.ALL, before.last(), null));

        // then
        assertThat(since.groups()).extracting(LetterGroup::reason).containsExactly("STORAGE_READ_FAILED");
        assertThat(since.scanned()).isEqualTo(1);
    }

    @Test
    void countsManyInSeveralCalls() throws Exception {
        // given
        addMany(25_500, "PROCESS_FAILED");

        // when
        LetterCount first = operator.count(all(LetterFilter.ALL));
        LetterCount rest = operator.count(new LetterSelection(LetterFilter.ALL, first.next(), null));

        // then
        assertThat(first.scanned()).isEqualTo(20_000);
        assertThat(rest.next()).isNull();
        assertThat(first.groups().get(0).count() + rest.groups().get(0).count()).isEqualTo(25_500);
    }

    @Test
    void findsThoseOfAnImageAndOfAReason() throws Exception {
        // given
        add("cat-1", "SOURCE_NOT_FOUND");
        String meant = add("cat-2", "STORAGE_READ_FAILED");
        add("dog-1", "STORAGE_READ_FAILED");
        LetterSelection cats = all(new LetterFilter("STORAGE_READ_FAILED", "cat"));

        // when
        DeadLetterPage found = operator.search(cats, 10);

        // then
        assertThat(found.letters()).extracting(DeadLetterView::id).containsExactly(meant);
        assertThat(operator.count(cats).groups()).extracting(LetterGroup::count).containsExactly(1L);
    }

    @Test
    void searchesThroughManyInSeveralCalls() throws Exception {
        // given
        addMany(10_500, "PROCESS_FAILED");
        String needle = add("needle", "PROCESS_FAILED");
        LetterFilter filter = new LetterFilter(null, "needle");

        // when
        List<String> found = new ArrayList<>();
        @Nullable String after = null;
        int calls = 0;
        do {
            DeadLetterPage page = operator.search(new LetterSelection(filter, after, null), 5);
            page.letters().forEach(letter -> found.add(letter.id()));
            after = page.next();
            calls++;
        } while (after != null);

        // then
        assertThat(found).containsExactly(needle);
        assertThat(calls).isEqualTo(2);
    }

    @Test
    void replaysAGroupPartByPartAndLeavesTheOthersAndTheLater() throws Exception {
        // given
        add("a", "STORAGE_READ_FAILED");
        String other = add("b", "SOURCE_NOT_FOUND");
        add("c", "STORAGE_READ_FAILED");
        String until = add("d", "STORAGE_READ_FAILED");
        String later = add("e", "STORAGE_READ_FAILED");

        // when
        ReplayBatch first = operator.replay(new LetterSelection(STORE_FAILURES, null, until), 2);
        ReplayBatch second = operator.replay(new LetterSelection(STORE_FAILURES, first.next(), until), 2);

        // then
        assertThat(first.summary().replayed()).isEqualTo(2);
        assertThat(second.summary().replayed()).isEqualTo(1);
        assertThat(second.next()).isNull();
        assertThat(letters.entries(DEAD)).extracting(entry -> entry.getId()).containsExactly(other, later);
        assertThat(letters.entries(JOBS))
                .extracting(entry -> entry.getBody().get("image_id"))
                .containsExactly("a", "c", "d");
    }

    @Test
    void refusesAnIdThatIsNone() {
        assertThatThrownBy(() -> new LetterSelection(LetterFilter.ALL, "-", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LetterSelection(LetterFilter.ALL, null, "+"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
