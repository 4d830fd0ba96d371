package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ladder of examples: {@code routes/examples/README.md} takes them step by step, and each step has a test. */
class ExamplesTest {

    private static final Path EXAMPLES = RouteFile.FOLDER.resolve("examples");
    private static final Pattern STEP = Pattern.compile("(?m)^\\| (\\d+) \\| \\[([a-z0-9-]+)]\\(#(\\S+)\\) \\|");
    private static final Pattern FILES = Pattern.compile("(?m)^Files: (.*)$");
    private static final Pattern FILE = Pattern.compile("`([a-z0-9-]+\\.camel\\.yaml)`");

    private String readme = "";

    @BeforeEach
    void readReadme() throws IOException {
        readme = Files.readString(EXAMPLES.resolve("README.md"));
    }

    private List<MatchResult> steps() {
        return STEP.matcher(readme).results().toList();
    }

    @Test
    void areStepsThatAreNumberedAndHaveAHeading() {
        List<MatchResult> steps = steps();
        assertThat(steps).hasSizeGreaterThanOrEqualTo(12);
        for (int i = 0; i < steps.size(); i++) {
            MatchResult step = steps.get(i);
            assertThat(step.group(1)).isEqualTo(Integer.toString(i + 1));
            assertThat(step.group(3)).isEqualTo(step.group(1) + "-" + step.group(2));
            assertThat(readme).contains("\n## " + step.group(1) + ". " + step.group(2) + "\n");
        }
    }

    @Test
    void haveARouteAndATestForEachStep() {
        assertThat(steps()).allSatisfy(step -> {
            assertThat(EXAMPLES.resolve(step.group(2) + ".camel.yaml")).exists();
            assertThat(EXAMPLES.resolve(step.group(2) + ".test.yaml")).exists();
        });
    }

    /** A file without a test of its own, such as an error configuration, is loaded by the test of another one. */
    @Test
    void leaveNoFileOut() {
        // given
        Stream<String> files = RouteFile.all().stream()
                .filter(RouteFile::isExample)
                .map(file -> file.name().replaceFirst(".*/", ""));

        // when
        List<String> named = FILES.matcher(readme)
                .results()
                .flatMap(line -> FILE.matcher(line.group(1)).results())
                .map(file -> file.group(1))
                .distinct()
                .toList();

        // then
        assertThat(named).containsExactlyInAnyOrderElementsOf(files.toList());
    }
}
