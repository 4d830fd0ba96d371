package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndpointRuleTest {

    private final EndpointRule rule = new EndpointRule();

    @Test
    void acceptsOptionsOfTheComponentOnTheirOwnSide() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route:
                    from:
                      uri: valkey-streams
                      parameters: {stream: a, group: b, acknowledge: SETTLE}
                      steps:
                        - to:
                            uri: valkey-streams
                            parameters: {stream: c, settle: true}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void refusesAnOptionThatTheComponentDoesNotHave() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route:
                    from:
                      uri: valkey-streams
                      parameters: {stream: a, claimIdel: 5}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found the parameter claimIdel of valkey-streams, expected an option that the component has");
    }

    @Test
    void refusesAnOptionOfConsumersWhereTheRouteWrites() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route:
                    from:
                      uri: direct
                      parameters: {name: a}
                      steps:
                        - to:
                            uri: valkey-streams
                            parameters: {stream: c, concurrentConsumers: 2}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found the parameter concurrentConsumers of valkey-streams where it writes, expected an option for producers");
    }

    @Test
    void refusesAValueThatIsNoneOfTheAllowedOnes() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route:
                    from:
                      uri: valkey-streams
                      parameters: {stream: a, acknowledge: NEVER}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found the parameter acknowledge of valkey-streams with the value NEVER, expected one of [\"COMPLETION\",\"SETTLE\"]");
    }

    @Test
    void refusesAMissingRequiredParameter() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml", """
                - route:
                    from: {uri: file}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("x.camel.yaml: found file without directoryName, expected a value for it");
    }

    @Test
    void refusesOptionsInsideTheUri() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route:
                    from: {uri: "file:inbox?delete=true"}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found the uri \"file:inbox?delete=true\", expected a scheme alone, the rest in parameters");
    }

    @Test
    void refusesAComponentThatTheGatewayDoesNotHave() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml", """
                - route:
                    from: {uri: nats}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("x.camel.yaml: found the scheme nats, expected a component of the gateway");
    }

    @Test
    void leavesAnAddressAloneThatIsAProperty() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route:
                    from: {uri: "{{gateway.source}}"}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }
}
