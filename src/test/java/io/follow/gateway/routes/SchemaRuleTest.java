package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaRuleTest {

    private final SchemaRule rule = new SchemaRule();

    @Test
    void refusesAWordThatCamelDoesNotKnow() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route:
                    id: x
                    form:
                      uri: direct
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(
                        "x.camel.yaml: found $[0].route: required property 'from' not found, expected what Camel's schema allows",
                        "x.camel.yaml: found $[0].route: property 'form' is not defined in the schema and the schema does not allow additional properties, expected what Camel's schema allows");
    }

    @Test
    void letsAPropertyStandForANumber() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - routeConfiguration:
                    id: x
                    onException:
                      - onException:
                          exception:
                            - java.lang.Throwable
                          redeliveryPolicy:
                            maximumRedeliveries: "{{gateway.job.retry-count}}"
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void refusesATextWhereANumberIsWanted() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - routeConfiguration:
                    id: x
                    onException:
                      - onException:
                          exception:
                            - java.lang.Throwable
                          redeliveryPolicy:
                            maximumRedeliveries: several
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactlyInAnyOrder(
                        "x.camel.yaml: found $[0].routeConfiguration.onException[0].onException.redeliveryPolicy.maximumRedeliveries: string found, number expected, expected what Camel's schema allows");
    }
}
