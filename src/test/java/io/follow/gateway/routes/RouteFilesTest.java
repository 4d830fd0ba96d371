package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file below {@code routes/}, those of templates and examples included, keeps every rule. */
class RouteFilesTest {

    private static final List<RouteFile> FILES = RouteFile.all();
    private static final List<RouteFile> LOADED =
            FILES.stream().filter(file -> !file.isExample()).toList();
    private static final HouseRules RULES_OF_LOADED = HouseRules.knowing(LOADED);
    private static final HouseRules RULES_OF_EXAMPLES = HouseRules.knowing(FILES);

    static Stream<RouteFile> loaded() {
        return LOADED.stream();
    }

    static Stream<RouteFile> examples() {
        return FILES.stream().filter(RouteFile::isExample);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("loaded")
    void keepsEveryRuleAndNeedsNoExample(RouteFile file) {
        assertThat(RULES_OF_LOADED.check(file)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void keepsEveryRuleWhenItIsCopiedBesideTheOthers(RouteFile example) {
        assertThat(RULES_OF_EXAMPLES.check(example)).isEmpty();
    }

    @Test
    void theRoutesOfTheBenchmarkKeepEveryRule() {
        List<RouteFile> files = RouteFile.below(Path.of("bench/routes"));
        HouseRules rules = HouseRules.knowing(files);

        assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(rules.check(file))
                .isEmpty());
    }

    @Test
    void looksAtTheMainRouteTheTemplatesAndTheExamples() {
        assertThat(FILES)
                .extracting(RouteFile::name)
                .contains("pipeline/image.camel.yaml")
                .anyMatch(name -> name.startsWith("templates/"))
                .anyMatch(name -> name.startsWith("examples/"));
    }
}
