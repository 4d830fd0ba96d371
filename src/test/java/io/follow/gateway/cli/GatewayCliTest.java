package io.follow.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.follow.gateway.embedded.EmbeddedServerException;
import io.follow.gateway.settings.InvalidSettingException;
import io.lettuce.core.RedisException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayCliTest {

    private static final String PROGRAM = "java -jar image-gateway.jar";

    private static final GroupSession NO_GROUPS = (pipeline, action) -> {
        throw new AssertionError("a server is not wanted");
    };

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(DeadLetterSession session, String... arguments) {
        UnwantedRoutes routes = new UnwantedRoutes();
        return new GatewayCli(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        session,
                        NO_GROUPS,
                        routes,
                        routes,
                        new NoRouteTests())
                .run(arguments);
    }

    private int run(String line) {
        return run(
                (pipeline, action) -> {
                    throw new AssertionError("a server is not wanted");
                },
                line.split(" "));
    }

    @Test
    void startsTheGatewayWithoutArguments() {
        assertThat(GatewayCli.startsGateway()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--server.port=0",
                "--server.port=0 --gateway.workers=4",
                "--spring.config.additional-location=",
                "--gateway.keys.result={a}:b=c",
                "--some.list[0]=x"
            })
    void startsTheGatewayWithPropertiesAlone(String line) {
        assertThat(GatewayCli.startsGateway(line.split(" "))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dead-letters",
                "routes validate",
                "--help",
                "-V",
                "--server.port 8080",
                "--server.port=8080 dead-letters",
                "server.port=8080",
                "-Dserver.port=8080",
                "--=x",
                ""
            })
    void startsNoGatewayWithAnythingElse(String line) {
        assertThat(GatewayCli.startsGateway(line.split(" "))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "dead-letters --help",
                "dead-letters list -h",
                "dead-letters show --help",
                "dead-letters replay --help",
                "dead-letters delete --help",
                "routes --help",
                "routes list --help",
                "routes validate --help",
                "routes test --help"
            })
    void helpsWithTheProgramAndEachCommand(String line) {
        assertThat(run(line)).isZero();

        String command = (PROGRAM + " " + line).replaceFirst(" --?h.*", "");
        assertThat(out.toString()).startsWith("Usage: " + command + " ").containsPattern("\n +2 +invalid arguments");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "dead-letters --version", "dead-letters list -V"})
    void tellsItsVersion(String line) {
        assertThat(run(line)).isZero();

        assertThat(out.toString().strip()).matches("image-gateway \\d+\\.\\d+\\.\\d+.*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    route validate | found "route", expected dead-letters, groups or routes, perhaps routes; see java -jar image-gateway.jar --help
                    dead-leters list | found "dead-leters", expected dead-letters, groups or routes, perhaps dead-letters; see java -jar image-gateway.jar --help
                    --server.port 8080 | found "--server.port", expected --help, --version or only properties such as --server.port=8080; see java -jar image-gateway.jar --help
                    --versoin | found "--versoin", expected --help, --version or only properties such as --server.port=8080, perhaps --version; see java -jar image-gateway.jar --help
                    @dead-letters | found "@dead-letters", expected dead-letters, groups or routes, perhaps dead-letters; see java -jar image-gateway.jar --help
                    """)
    void refusesWhatTheProgramDoesNotKnow(String line, String message) {
        assertThat(run(line)).isEqualTo(2);

        assertThat(err.toString()).isEqualTo(message + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            textBlock =
                    """
                         ;                  ; Missing required subcommand
                         ; purge            ; found "purge", expected list, show, replay or delete
                         ; lists            ; found "lists", expected list, show, replay or delete, perhaps list
                    show ;                  ; Missing required parameter: 'ID'
                    show ; x                ; Invalid value for positional parameter at index 0 (ID): "x" is not an entry id, expected milliseconds-sequence
                    delete ; --all          ; Missing required parameter: 'ID'
                    replay ;                ; Missing required argument (specify one of these): (ID | --all)
                    replay ; 1-2 --all      ; ID, --all are mutually exclusive (specify only one)
                    replay ; 1-2 3-4        ; found "3-4", expected nothing more
                    list ; --all            ; found "--all", expected --after, --count, --json, --pipeline, --webhook, --help or --version
                    list ; --cuont 7        ; found "--cuont", expected --after, --count, --json, --pipeline, --webhook, --help or --version
                    list ; --conut 7        ; found "--conut", expected --after, --count, --json, --pipeline, --webhook, --help or --version, perhaps --count
                    list ; --count          ; Missing required parameter for option '--count' (N)
                    list ; --count no       ; Invalid value for option '--count': found "no", expected 1 to 1000
                    list ; --count 1001     ; Invalid value for option '--count': found "1001", expected 1 to 1000
                    list ; --after          ; Missing required parameter for option '--after' (ID)
                    """)
    void saysWhatIsWrongWithACommand(String command, String arguments, String message) {
        String words = Stream.of("dead-letters", command, arguments)
                .filter(word -> word != null)
                .reduce((all, word) -> all + " " + word)
                .orElseThrow();

        assertThat(run(words)).isEqualTo(2);

        assertThat(err.toString())
                .isEqualTo(message + "; see " + PROGRAM + " dead-letters" + (command == null ? "" : " " + command)
                        + " --help" + System.lineSeparator());
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new InvalidSettingException("IMG_GW_WORKERS is \"many\""), 2, "IMG_GW_WORKERS is \"many\""),
                arguments(new EmbeddedServerException("found no running gateway"), 1, "found no running gateway"),
                arguments(
                        new RedisException(
                                "cannot connect",
                                new RedisException("connect(..) failed with error(-111): Connection refused")),
                        1,
                        "the server cannot be used: Connection refused"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysInOneLineWhyACommandWasNotDone(RuntimeException failure, int code, String message) {
        DeadLetterSession broken = (pipeline, action) -> {
            throw failure;
        };

        assertThat(run(broken, "dead-letters", "list")).isEqualTo(code);
        assertThat(err.toString()).isEqualTo(message + System.lineSeparator());
    }

    @Test
    void keepsTheInterruptionOfACommand() {
        DeadLetterSession interrupted = (pipeline, action) -> {
            throw new InterruptedException();
        };

        assertThat(run(interrupted, "dead-letters", "list")).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(err.toString()).isEqualTo("interrupted" + System.lineSeparator());
    }
}
