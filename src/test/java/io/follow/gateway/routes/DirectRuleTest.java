package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class DirectRuleTest {

    private final DirectRule rule = new DirectRule(Set.of("dead-letter"));

    @Test
    void acceptsATargetThatARouteReads() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - to:
                    uri: direct
                    parameters: {name: dead-letter}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void refusesATargetThatNoRouteReads() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - to:
                    uri: direct
                    parameters: {name: dead-leter}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found direct dead-leter, which no route reads, expected one of dead-letter");
    }
}
