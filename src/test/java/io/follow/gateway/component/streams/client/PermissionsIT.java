package io.follow.gateway.component.streams.client;

import static io.follow.gateway.component.streams.StreamsFixture.GROUP;
import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.RESULTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the user of the server may not do is known before the first entry is read. */
@ExtendWith(ValkeyExtension.class)
class PermissionsIT {

    /** They ask for their own commands before their first write. */
    private static final Set<Script> PRODUCERS =
            Set.of(Script.ADD, Script.ADD_ALL, Script.TRIAL_ADD, Script.RESTORE, Script.IDENTITY);

    private static final Pattern CALL = Pattern.compile("redis\\.p?call\\('(X(?:GROUP|INFO)', '[A-Z]+|[A-Z]+)'");

    /** On hashes and channels, which whoever uses them has to name. */
    private static final Set<String> OF_STATES = Set.of("TYPE", "HGET", "DEL", "HSET", "HDEL", "PEXPIRE", "PUBLISH");

    private RedisClient client;
    private ValkeyConnections connections;

    @BeforeEach
    void open(ValkeyServer valkey) {
        valkey.command("ACL", "SETUSER", "worker", "reset", "on", ">secret", "~*", "&*", "+@all");
        client = RedisClient.create("redis://worker:secret@127.0.0.1:" + valkey.port());
        connections = new ValkeyConnections(client);
    }

    @AfterEach
    void close(ValkeyServer valkey) {
        connections.close();
        client.shutdown(0, 1, TimeUnit.SECONDS);
        valkey.command("ACL", "DELUSER", "worker");
    }

    private static List<RequiredCommand> all() {
        return Stream.of(
                        Permissions.ofConsumer(JOBS, GROUP, true),
                        Permissions.ofSettling(RESULTS),
                        Permissions.ofTrimming(RESULTS),
                        List.of(
                                RequiredCommand.onKey("HSET", "status:1", "a", "b"),
                                RequiredCommand.withoutKey("PUBLISH", "events", "a")))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private void check() throws InterruptedException {
        new Permissions(connections).check(all());
    }

    @Test
    void aUserThatMayDoEverythingPasses() {
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCommandThatIsMissingIsNamedWithItsKey(RequiredCommand needed, ValkeyServer valkey) {
        // given
        List<String> words = needed.words();
        boolean withSubcommand =
                needed.name().startsWith("XGROUP ") || needed.name().startsWith("XINFO ");
        String rule = (withSubcommand ? words.get(0) + "|" + words.get(1) : words.get(0)).toLowerCase(Locale.ROOT);

        // when
        valkey.command("ACL", "SETUSER", "worker", "-" + rule);

        // then: the first key on which the command is needed
        assertThatThrownBy(this::check)
                .hasMessageStartingWith("NOPERM this user may not "
                        + (withSubcommand ? words.get(0) + " " + words.get(1) : words.get(0)))
                .hasMessageNotContaining("\n");
    }

    @Test
    void aKeyThatIsMissingIsNamedWithTheCommand(ValkeyServer valkey) {
        valkey.command("ACL", "SETUSER", "worker", "resetkeys", "~" + JOBS, "~status:*");

        assertThatThrownBy(this::check).hasMessage("NOPERM this user may not TYPE " + RESULTS);
    }

    @Test
    void aChannelThatIsMissingIsNamed(ValkeyServer valkey) {
        valkey.command("ACL", "SETUSER", "worker", "resetchannels");

        assertThatThrownBy(this::check).hasMessage("NOPERM this user may not PUBLISH events");
    }

    @Test
    void everyCommandOfEveryScriptOfConsumersIsAskedFor() throws IOException {
        // given
        Set<String> asked = new TreeSet<>(OF_STATES);
        all().forEach(command -> asked.add(String.join(
                " ",
                command.words()
                        .subList(
                                0,
                                command.name().startsWith("XGROUP")
                                                || command.name().startsWith("XINFO")
                                        ? 2
                                        : 1))));

        // when
        Set<String> called = new TreeSet<>();
        for (String script : Stream.of(Script.values())
                .filter(one -> !PRODUCERS.contains(one))
                .map(one -> one.name().toLowerCase(Locale.ROOT) + ".lua")
                .collect(Collectors.toList())) {
            try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(script), script)) {
                Matcher calls = CALL.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                while (calls.find()) {
                    called.add(calls.group(1).replace("', '", " "));
                }
            }
        }

        // then
        assertThat(called).isNotEmpty();
        assertThat(asked).containsAll(called);
    }
}
