package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescriptionRuleTest {

    private final DescriptionRule rule = new DescriptionRule();

    @Test
    void acceptsARouteWithADescription() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml", """
                - route: {id: x, description: Does it}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void refusesARouteWithoutADescription() {
        // given
        RouteFile file = RouteFile.parse("x.camel.yaml", """
                - route: {id: x}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found route x without a description, expected a sentence that says what it is for");
    }

    @Test
    void refusesARouteFromATemplateWithoutAComment() {
        // given
        RouteFile file =
                RouteFile.parse("x.camel.yaml", """
                - templatedRoute: {routeId: x}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found templatedRoute x without a comment, expected a first line that says what it is for");
    }

    @Test
    void acceptsARouteFromATemplateWithAComment() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                # Does it.
                - templatedRoute: {routeId: x}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void refusesATemplateParameterThatNobodyCanFillIn() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - routeTemplate:
                    id: x
                    description: Does it
                    parameters:
                      - name: folder
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found the parameter folder without a description, expected a sentence that says what it is for",
                        "x.camel.yaml: found the parameter folder without a defaultValue, expected a defaultValue or \"required: true\"");
    }
}
