package io.follow.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.deadletter.Letters;
import io.follow.gateway.embedded.EmbeddedServer;
import io.follow.gateway.embedded.EmbeddedServerOptions;
import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.PackagedCommand;
import io.follow.gateway.testing.ServerUnderTest;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.RedisClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command as an operator runs it: the packaged program in a process of its own. */
@ExtendWith(ValkeyExtension.class)
class CommandLineIT {

    @TempDir
    private Path folder;

    private PackagedCommand run(Map<String, String> environment, String... words) throws Exception {
        return PackagedCommand.run(folder, environment, words);
    }

    @Test
    void worksOnTheServerOfRedisUrl(ValkeyServer valkey) throws Exception {
        try (Letters letters = new Letters(valkey)) {
            // given
            String id = letters.add(Letters.job("a"), "1-0");

            // when
            PackagedCommand run = run(Map.of("REDIS_URL", valkey.uri().toString()), "dead-letters", "replay", id);

            // then
            String job = letters.entries(Letters.JOBS).get(0).getId();
            assertThat(run).isEqualTo(new PackagedCommand(0, id + " replayed as job " + job + "\n", ""));
        }
    }

    @Test
    void readsTheKeysFromTheSettingsOfTheGateway(ValkeyServer valkey) throws Exception {
        // given
        valkey.command("XADD", "{x}:dead", "1-0", "image_id", "other-keys");

        // when
        PackagedCommand run = run(
                Map.of("REDIS_URL", valkey.uri().toString(), "GATEWAY_KEYS_DEADLETTER", "{x}:dead"),
                "dead-letters",
                "list");

        // then
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("other-keys");
    }

    @Test
    void findsTheServerThatAGatewayRunsOnTheDataFolder() throws Exception {
        // given
        try (EmbeddedServer server =
                EmbeddedServer.start(EmbeddedServerOptions.of(folder.resolve("data"), System.getenv()))) {
            RedisClient client = RedisClient.create(server.uri().toString());
            client.connect().sync().xadd(Letters.DEAD, Letters.job("embedded"));
            client.shutdown(0, 2, TimeUnit.SECONDS);

            // when
            PackagedCommand run = run(Map.of(), "dead-letters", "list");

            // then
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("embedded");
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void saysInOneLineThatNoGatewayRunsThere() throws Exception {
        assertThat(run(Map.of(), "dead-letters", "list"))
                .isEqualTo(new PackagedCommand(
                        1,
                        "",
                        "found no running gateway on the data directory 'data' (IMG_GW_DATA_DIR); expected one that"
                                + " this user started, or REDIS_URL\n"));
    }

    @Test
    void saysInOneLineThatTheServerIsNotThere() throws Exception {
        PackagedCommand run = run(Map.of("REDIS_URL", "redis://127.0.0.1:1"), "dead-letters", "list");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).containsExactly("the server cannot be used: Connection refused");
    }

    @Test
    void refusesArgumentsAndSettingsThatItDoesNotUnderstand() throws Exception {
        PackagedCommand argument = run(Map.of(), "dead-letters", "purge");
        PackagedCommand setting = run(Map.of("IMG_GW_WORKERS", "many"), "dead-letters", "list");

        assertThat(argument)
                .isEqualTo(new PackagedCommand(
                        2,
                        "",
                        "found \"purge\", expected list, show, replay or delete; see java -jar image-gateway.jar"
                                + " dead-letters --help\n"));
        assertThat(setting.code()).isEqualTo(2);
        assertThat(setting.err().lines()).singleElement().asString().startsWith("IMG_GW_WORKERS is \"many\", expected");
    }

    @Test
    void runsTestsOfRoutesWithGatewaysOfItsOwn(ValkeyServer valkey) throws Exception {
        // given: tests elsewhere, and a server that they must not touch
        Path tests = Files.createDirectories(folder.resolve("tests"));
        for (String name : List.of("log-results", "results-to-bucket", "result-errors", "webhook")) {
            for (String kind : List.of(".camel.yaml", ".test.yaml")) {
                Path example = Path.of("routes/examples", name + kind);
                if (Files.exists(example)) {
                    Files.copy(example, tests.resolve(name + kind));
                }
            }
        }
        Map<String, String> environment = Map.of(
                "REDIS_URL",
                valkey.uri().toString(),
                // Camel itself would ask the environment for the property crm.url.
                "CRM_URL",
                "http://127.0.0.1:9/images",
                "IMG_GW_DATA_DIR",
                folder.resolve("data").toString(),
                "VALKEY_SERVER_BIN",
                ServerUnderTest.program().path().toString());

        // when
        PackagedCommand run = run(environment, "routes", "test", "tests");

        // then
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().map(line -> line.replaceFirst(" \\(.* s\\)$", "")))
                .containsExactly(
                        "ok   log-results: Each result is logged with its status",
                        "ok   results-to-bucket: Each result becomes a JSON object, named after the job",
                        "ok   webhook: Each result is sent with a signature",
                        "3 files, 3 tests: 3 passed, 0 failed");
        assertThat(run.code()).isZero();
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(valkey.command("DBSIZE")).contains("0");
    }

    @Test
    void listsTheRoutesThatAStartWouldLoadWhileNoGatewayRuns() throws Exception {
        // given
        String port = Integer.toString(FreePorts.next());

        // when
        PackagedCommand run = run(Map.of("IMG_GW_PORT", port), "routes", "list");

        // then
        assertThat(run.code()).isZero();
        assertThat(run.err().lines())
                .containsExactly("no gateway answers at http://127.0.0.1:" + port
                        + "; these are the routes that a start would load");
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("image +image +valkey-streams:image:process +pipeline/image.camel.yaml"))
                .anyMatch(line -> line.matches("upload +- +direct:upload +intake/upload.camel.yaml"));
    }

    @Test
    void startsNoGatewayForAnUnknownCommand() throws Exception {
        PackagedCommand run = run(Map.of(), "no-such-command");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().startsWith("found \"no-such-command\", expected ");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void helpsAndTellsItsVersion() throws Exception {
        PackagedCommand help = run(Map.of(), "--help");
        PackagedCommand version = run(Map.of(), "--version");

        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith("Usage: java -jar image-gateway.jar ").contains("dead-letters");
        assertThat(help.err()).isEmpty();
        assertThat(version.code()).isZero();
        assertThat(version.out()).matches("image-gateway \\d+\\.\\d+\\.\\d+\\S*\n");
    }
}
