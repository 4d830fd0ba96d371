package io.follow.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.component.streams.client.ValkeyConnections;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ValkeyExtension.class)
class RecentResultsIT {

    private static final ResultFilter ALL = new ResultFilter(null, null, null);

    private RedisClient client;
    private RedisCommands<String, String> server;
    private RecentResults results;

    @BeforeEach
    void connect(ValkeyServer valkey) {
        client = RedisClient.create(valkey.uri().toString());
        server = client.connect().sync();
        results = new RecentResults(new ValkeyConnections(client), "results");
    }

    @AfterEach
    void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
    }

    private String processed(String image) {
        return server.xadd("results", Map.of("image_id", image, "status", "processed"));
    }

    private String failed(String image, String code) {
        return server.xadd("results", Map.of("image_id", image, "status", "failed", "error_code", code));
    }

    private static List<String> ids(ResultPage page) {
        return page.results().stream().map(ResultView::id).toList();
    }

    @Test
    void givesTheNewestFirstPageByPage() throws Exception {
        // given
        String first = processed("a");
        String second = processed("b");
        String third = processed("c");

        // when
        ResultPage page = results.list(ALL, null, 2);
        ResultPage rest = results.list(ALL, page.next(), 2);

        // then
        assertThat(ids(page)).containsExactly(third, second);
        assertThat(ids(rest)).containsExactly(first);
        assertThat(rest.next()).isNull();
    }

    @Test
    void findsByImageStatusAndCode() throws Exception {
        // given
        processed("cat-1");
        String cat = failed("cat-2", "DECODE_FAILED");
        String dog = failed("dog", "FILE_TOO_LARGE");

        // then
        assertThat(ids(results.list(new ResultFilter("cat", "failed", null), null, 10)))
                .containsExactly(cat);
        assertThat(ids(results.list(new ResultFilter(null, null, "FILE_TOO_LARGE"), null, 10)))
                .containsExactly(dog);
        assertThat(ids(results.list(new ResultFilter(null, "failed", null), null, 10)))
                .containsExactly(dog, cat);
    }

    @Test
    void searchesThroughManyInSeveralCalls() throws Exception {
        // given
        String needle = processed("needle");
        server.eval(
                "for i = 1, 10200 do redis.call('XADD', KEYS[1], '*', 'image_id', 'hay') end",
                ScriptOutputType.STATUS,
                new String[] {"results"});
        ResultFilter filter = new ResultFilter("needle", null, null);

        // when
        ResultPage first = results.list(filter, null, 10);
        ResultPage second = results.list(filter, first.next(), 10);

        // then
        assertThat(first.results()).isEmpty();
        assertThat(ids(second)).containsExactly(needle);
        assertThat(second.next()).isNull();
    }

    @Test
    void showsOneById() throws Exception {
        // given
        String id = failed("dog", "DECODE_FAILED");

        // then
        assertThat(results.find(id))
                .hasValueSatisfying(result -> assertThat(result.fields()).containsEntry("error_code", "DECODE_FAILED"));
        assertThat(results.find("1-1")).isEmpty();
    }

    @Test
    void refusesWhatIsNoIdAndAPageOfNoOrTooMany() {
        assertThatThrownBy(() -> results.find("+")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> results.list(ALL, "-", 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> results.list(ALL, null, 0)).hasMessage("count is 0, expected 1 to 200");
        assertThatThrownBy(() -> results.list(ALL, null, 201)).hasMessage("count is 201, expected 1 to 200");
    }
}
