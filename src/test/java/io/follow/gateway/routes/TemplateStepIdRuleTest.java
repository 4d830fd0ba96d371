package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateStepIdRuleTest {

    private final TemplateStepIdRule rule = new TemplateStepIdRule();

    @Test
    void refusesAStepIdInATemplate() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - routeTemplate:
                    id: x
                    from:
                      uri: file
                      steps:
                        - bean: {id: drop, ref: dropFile}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("x.camel.yaml: found the step id \"drop\" in a template, expected no step ids there");
    }

    @Test
    void leavesStepIdsOfRoutesAlone() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route:
                    id: x
                    from:
                      uri: file
                      steps:
                        - bean: {id: drop, ref: dropFile}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }
}
