package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.routing.check.Finding;
import io.follow.gateway.routing.check.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The component's page and its catalogue entry, which the repository keeps so that a change of an option is seen. */
class ComponentPageTest {

    private static final Path PAGE = Path.of("src/main/docs/valkey-streams-component.adoc");
    private static final Path METADATA = Path.of("META-INF/io/follow/gateway/component/streams/valkey-streams.json");
    private static final Path GENERATED = Path.of("target/classes").resolve(METADATA);
    private static final Path KEPT = Path.of("src/generated/resources").resolve(METADATA);
    private static final Pattern EXAMPLE = Pattern.compile("(?s)\\[source,yaml]\n----\n(.*?)----\n");

    @Test
    void keepsTheMetadataAsTheBuildGeneratesIt() throws IOException {
        assertThat(KEPT)
                .as("the component has changed: cp %s %s", GENERATED, KEPT)
                .hasSameTextualContentAs(GENERATED);
    }

    @Test
    void showsExamplesThatCamelUnderstands() throws IOException {
        // given
        List<RouteFile> examples = EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .map(block -> RouteFile.parse(
                        "example.camel.yaml", EXAMPLE.matcher(block).replaceFirst("$1")))
                .toList();

        // when
        List<Finding> findings = examples.stream()
                .flatMap(example -> CheckedRoutes.besideTheGateways(example.source()).of(Severity.ERROR).stream())
                // The page leaves it to its readers how their errors are handled.
                .filter(finding -> !finding.toString().contains("without an error configuration"))
                .toList();

        // then
        assertThat(examples).hasSize(3);
        assertThat(findings).isEmpty();
    }

    @Test
    void leadsToTheMetadataThatItSpeaksOf() throws IOException {
        assertThat(Files.readString(PAGE)).contains(KEPT.toString());
    }
}
