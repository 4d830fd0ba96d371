package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file below {@code routes/}, those of templates and examples included, keeps every rule. */
class RouteFilesTest {

    private static final List<RouteFile> FILES = RouteFile.all();

    private static List<RouteRule> rules = List.of();

    @BeforeAll
    static void collectRules() {
        GatewayBeans beans = GatewayBeans.declared();
        rules = List.of(
                new SchemaRule(),
                new FileNameRule(),
                new DescriptionRule(),
                new BeanRule(beans),
                ConsumerErrorsRule.of(FILES),
                new EndpointRule(),
                DirectRule.of(FILES),
                new PropertyRule(GatewayDefaults.properties().stringPropertyNames(), beans),
                new TimeUnitRule(),
                new TemplateStepIdRule());
    }

    static Stream<RouteFile> files() {
        return FILES.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void keepsEveryRule(RouteFile file) {
        // when
        Stream<Finding> findings = rules.stream().flatMap(rule -> rule.check(file).stream());

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void looksAtTheMainRouteTheTemplatesAndTheExamples() {
        assertThat(FILES)
                .extracting(RouteFile::name)
                .contains("image-process.camel.yaml")
                .anyMatch(name -> name.startsWith("templates/"))
                .anyMatch(name -> name.startsWith("examples/"));
    }
}
