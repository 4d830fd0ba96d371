package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PropertyRuleTest {

    private final PropertyRule rule = new PropertyRule(Set.of("gateway.workers"), GatewayBeans.declared());

    @Test
    void acceptsAPropertyThatIsDefined() {
        // given
        RouteFile file =
                RouteFile.parse("x.camel.yaml", """
                - a: "{{gateway.workers}}"
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void refusesAPropertyThatNobodyDefines() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - a: "{{gateway.worker}} and {{gateway.workers}}"
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("x.camel.yaml: found {{gateway.worker}}, expected a property that every gateway has");
    }

    @Test
    void acceptsAPropertyWithADefaultOfItsOwn() {
        // given
        RouteFile file =
                RouteFile.parse("x.camel.yaml", """
                - a: "{{webhook.retries:5}}"
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void acceptsAParameterOfTheTemplate() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - routeTemplate:
                    parameters: [{name: folder}]
                    from: "{{folder}}"
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void acceptsAMethodOfABean() {
        // given
        RouteFile file =
                RouteFile.parse("x.camel.yaml", """
                - a: "{{bean:instance.name}}"
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void refusesAMethodThatTheBeanDoesNotHave() {
        // given
        RouteFile file =
                RouteFile.parse("x.camel.yaml", """
                - a: "{{bean:instance.nam}}"
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found {{bean:instance.nam}}, expected a bean of the gateway and a method it has");
    }

    @Test
    void leavesCommentsAlone() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                # For instance {{gateway.worker}}.
                - a: b
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }
}
