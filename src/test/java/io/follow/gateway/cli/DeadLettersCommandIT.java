package io.follow.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.deadletter.Letters;
import io.follow.gateway.operator.ConsumerGroups;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ValkeyExtension.class)
class DeadLettersCommandIT {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Letters letters;

    @BeforeEach
    void connect(ValkeyServer valkey) {
        letters = new Letters(valkey);
    }

    @AfterEach
    void close() {
        letters.close();
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        List<String> command = new ArrayList<>(List.of("dead-letters"));
        command.addAll(List.of(arguments));
        return new GatewayCli(
                        new PrintWriter(out, true, UTF_8),
                        new PrintWriter(err, true, UTF_8),
                        (source, action) -> action.run(letters.operator()),
                        (pipeline, action) ->
                                action.run(new ConsumerGroups(letters.connections(), pipeline + ":result")),
                        new UnwantedRoutes(),
                        new UnwantedRoutes(),
                        new NoRouteTests())
                .run(command.toArray(String[]::new));
    }

    @Test
    void listsInAlignedColumns() {
        // given
        String id = letters.add(Letters.job("a"), "1-0");
        letters.add(Letters.job("a-longer\nname"), "2-0");

        // when
        int code = run("list", "--count", "1");

        // then
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8))
                .isEqualTo(
                        """
                        ID%s  AT                        IMAGE  REASON            RUNS  ERROR
                        %s  2026-02-24T10:00:00.000Z  a      SOURCE_NOT_FOUND  1     no object at raw/1.jpg
                        more: dead-letters list --after %s
                        """
                                .formatted(" ".repeat(id.length() - 2), id, id));
        assertThat(run("list", "--after", id)).isZero();
        assertThat(out.toString(UTF_8)).contains("a-longer name").doesNotContain("more:");
    }

    @Test
    void saysThatThereAreNone() {
        assertThat(run("list")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("no dead letters\n");
    }

    @Test
    void showsOneFieldALine() {
        // given
        String id = letters.add(Letters.job("a"), "1-0");

        // when // then
        assertThat(run("show", id)).isZero();
        assertThat(out.toString(UTF_8).lines())
                .startsWith("id                     " + id, "image_id               a")
                .endsWith("dlq_consumer           worker-1");
    }

    @Test
    void replaysOneAndNamesTheNewJob() {
        // given
        String id = letters.add(Letters.job("a"), "1-0");

        // when
        int code = run("replay", id);

        // then
        String job = letters.entries(Letters.JOBS).get(0).getId();
        assertThat(code).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(id + " replayed as job " + job + "\n");
    }

    @Test
    void replaysAllAndNamesThoseThatCannotBe() {
        // given
        letters.add(Letters.job("a"), "1-0");
        String foreign = letters.server.xadd(Letters.DEAD, Map.of("image_id", "b"));

        // when
        int code = run("replay", "--all");

        // then
        assertThat(code).isEqualTo(1);
        assertThat(out.toString(UTF_8)).isEqualTo("1 replayed\n");
        assertThat(err.toString(UTF_8)).isEqualTo(foreign + ": its dlq_stream is not the job stream of this gateway\n");
    }

    @Test
    void deletesOne() {
        // given
        String id = letters.add(Letters.job("a"), "1-0");

        // when // then
        assertThat(run("delete", id)).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo(id + " deleted\n");
        assertThat(letters.entries(Letters.DEAD)).isEmpty();
    }

    @Test
    void saysInOneLineThatALetterIsNotThere() {
        for (String action : new String[] {"show", "replay", "delete"}) {
            assertThat(run(action, "1-0")).isEqualTo(1);
            assertThat(err.toString(UTF_8))
                    .isEqualTo("1-0: no such dead letter; it was replayed or deleted, or never existed\n");
            assertThat(out.toString(UTF_8)).isEmpty();
        }
    }

    @Test
    void answersProgramsInJson() {
        // given
        String id = letters.add(Letters.job("a"), "1-0");
        String other = letters.add(Letters.job("b"), "2-0");

        // when // then
        assertThat(run("list", "--json")).isZero();
        assertThat(out.toString(UTF_8))
                .startsWith("{\"dead_letters\":[{\"id\":\"" + id + "\",\"fields\":{\"image_id\":\"a\"")
                .endsWith("],\"next\":null}\n");
        assertThat(run("show", id, "--json")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("{\"id\":\"" + id + "\",\"fields\":{");
        assertThat(run("replay", id, "--json")).isZero();
        assertThat(out.toString(UTF_8)).contains("\"job_id\":\"");
        assertThat(run("--json", "delete", other)).isZero();
        assertThat(out.toString(UTF_8)).contains("\"deleted\":true");
        assertThat(run("replay", "--all", "--json")).isZero();
        assertThat(out.toString(UTF_8)).isEqualTo("{\"replayed\":0,\"gone\":0,\"refused\":0}\n");
    }
}
