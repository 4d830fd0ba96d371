package io.follow.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.settings.EnvVariable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;
import org.yaml.snakeyaml.Yaml;

/** The container files, as far as they can be checked without containers. */
class ContainerFilesTest {

    /** The image, the volume and the published port decide them; the server is that of the file. */
    private static final Set<EnvVariable> FIXED_BY_COMPOSE = EnumSet.of(
            EnvVariable.REDIS_URL,
            EnvVariable.VALKEY_SERVER_BIN,
            EnvVariable.IMG_GW_HOST,
            EnvVariable.IMG_GW_PORT,
            EnvVariable.IMG_GW_DATA_DIR,
            EnvVariable.IMG_GW_ROUTES_DIR,
            EnvVariable.IMG_GW_MANAGEMENT_HOST,
            EnvVariable.IMG_GW_MANAGEMENT_PORT);

    private static final Pattern SETTING = Pattern.compile("\\b(?:IMG_GW|REDIS|FOLLOW_API|VALKEY_SERVER)_[A-Z0-9_]+");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker-compose.yml",
                "Dockerfile",
                ".env.example",
                "deploy/healthcheck.sh",
                "deploy/class-archive.sh"
            })
    void nameOnlySettingsThatExist(String file) throws IOException {
        // given
        List<String> known =
                Arrays.stream(EnvVariable.values()).map(EnvVariable::name).toList();

        // when
        Stream<String> named = SETTING.matcher(Files.readString(Path.of(file)))
                .results()
                .map(match -> match.group().replaceAll("_FILE$", ""))
                .distinct();

        // then
        assertThat(named).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void passOnEverySettingAndTheFilesOfSecrets() throws IOException {
        // when
        Map<?, ?> passed = (Map<?, ?>) Objects.requireNonNull(service("gateway").get("environment"));

        // then
        for (EnvVariable setting : EnumSet.complementOf(EnumSet.copyOf(FIXED_BY_COMPOSE))) {
            assertThat(passed.keySet().contains(setting.name()))
                    .as(setting.name())
                    .isTrue();
            assertThat(passed.keySet().contains(setting.name() + "_FILE"))
                    .as(setting.name() + "_FILE")
                    .isEqualTo(setting.isSecret());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "valkey"})
    void runWithoutRightsOnAReadOnlyFileSystem(String service) throws IOException {
        // given
        Map<String, Object> definition = service(service);

        // when // then
        assertThat(definition)
                .containsEntry("read_only", true)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"));
    }

    @ParameterizedTest
    @CsvSource({"docker-compose.yml, gateway", "deploy/docker-compose.valkey-port.yml, valkey"})
    void openTheirPortsOnThisMachineAloneUnlessAskedOtherwise(String file, String service) throws IOException {
        // given
        Map<String, Object> definition = service(file, service);

        // when
        List<?> ports = (List<?>) definition.get("ports");

        // then
        assertThat(ports).isNotEmpty().allMatch(port -> port.toString().startsWith("${BIND_ADDRESS:-127.0.0.1}:"));
    }

    @Test
    void haveNoDefaultPasswordAndPublishValkeyOnlyWithOne() throws IOException {
        // given
        String file = Files.readString(Path.of("docker-compose.yml"));
        Object cliPassword = ((Map<?, ?>)
                        Objects.requireNonNull(service("deploy/docker-compose.valkey-port.yml", "valkey")
                                .get("environment")))
                .get("REDISCLI_AUTH");

        // then
        assertThat(service("valkey")).doesNotContainKey("ports");
        assertThat(Pattern.compile("\\$\\{VALKEY_PASSWORD([^}]*)}")
                        .matcher(file)
                        .results()
                        .map(match -> match.group(1)))
                .containsExactlyInAnyOrder(":-", ":+:$VALKEY_PASSWORD@");
        assertThat(String.valueOf(cliPassword)).startsWith("${VALKEY_PASSWORD:?");
    }

    @Test
    void giveTheGatewayMoreTimeToStopThanItTakes() throws IOException {
        // given
        String longest = Objects.requireNonNull(EnvVariable.IMG_GW_SHUTDOWN_TIMEOUT.defaultValue());

        // when
        String grace = String.valueOf(service("gateway").get("stop_grace_period"));

        // then
        assertThat(DurationStyle.detectAndParse(grace)).isGreaterThan(DurationStyle.detectAndParse(longest));
    }

    @Test
    void keepTheJobsWhenTheServerIsFull() throws IOException {
        // given
        List<?> command = (List<?>) service("valkey").get("command");

        // when
        int policy = command.indexOf("--maxmemory-policy");

        // then
        assertThat(command.get(policy + 1)).isEqualTo("noeviction");
        assertThat(command.get(command.indexOf("--appendonly") + 1)).isEqualTo("yes");
    }

    @Test
    void letNativeLibrariesBeUnpackedIntoAndLoadedFromTheTemporaryFolder() throws IOException {
        // given
        List<?> folders = (List<?>) service("gateway").get("tmpfs");

        // when // then
        assertThat(folders).singleElement().asString().matches("/tmp:exec,.*,size=\\d+m");
        assertThat(Integer.parseInt(folders.get(0).toString().replaceAll(".*,size=(\\d+)m", "$1")))
                .as("MiB; without 100 free, the native engine is not unpacked")
                .isGreaterThanOrEqualTo(128);
    }

    @Test
    void copyIntoTheImageOnlyWhatTheIgnoreFileLetsThrough() throws IOException {
        // given
        List<String> let = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();

        // when
        Stream<String> copied = Files.readAllLines(Path.of("Dockerfile")).stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                .flatMap(ContainerFilesTest::sources);

        // then
        assertThat(copied).isNotEmpty().isSubsetOf(let).allMatch(source -> Files.exists(Path.of(source)));
    }

    private static Stream<String> sources(String copy) {
        Matcher words = Pattern.compile(" (?!--)\\S+").matcher(copy);
        List<String> all = words.results().map(match -> match.group().strip()).toList();
        return all.subList(0, all.size() - 1).stream();
    }

    private static Map<String, Object> service(String name) throws IOException {
        return service("docker-compose.yml", name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> service(String file, String name) throws IOException {
        Map<String, Object> content = new Yaml().load(Files.readString(Path.of(file)));
        Map<String, Map<String, Object>> services = (Map<String, Map<String, Object>>) content.get("services");
        return Objects.requireNonNull(Objects.requireNonNull(services).get(name), name);
    }
}
