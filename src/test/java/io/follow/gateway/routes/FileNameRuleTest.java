package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNameRuleTest {

    private final FileNameRule rule = new FileNameRule();

    @Test
    void acceptsAFileNamedAfterItsRoute() {
        // given
        RouteFile file =
                RouteFile.parse("examples/x.camel.yaml", """
                - route: {id: x}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void acceptsAFileNamedAfterTheRouteMadeFromATemplate() {
        // given
        RouteFile file =
                RouteFile.parse("x.camel.yaml", """
                - templatedRoute: {routeId: x}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void refusesAnIdThatIsNotTheName() {
        // given
        RouteFile file = RouteFile.parse("y.camel.yaml", """
                - route: {id: x}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("y.camel.yaml: found the id \"x\", expected the file's name without .camel.yaml");
    }

    @Test
    void refusesADefinitionWithoutAnId() {
        // given
        RouteFile file = RouteFile.parse(
                "y.camel.yaml",
                """
                - routeConfiguration: {description: catches all}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("y.camel.yaml: found the id \"\", expected the file's name without .camel.yaml");
    }

    @Test
    void refusesTwoRoutesInOneFile() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route: {id: x}
                - route: {id: y}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("x.camel.yaml: found 2 definitions, expected one");
    }

    @Test
    void refusesAnotherKindOfDefinition() {
        // given
        RouteFile file = RouteFile.parse("x.camel.yaml", """
                - beans: []
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found a beans, expected a route, routeConfiguration, routeTemplate or templatedRoute");
    }

    @Test
    void refusesAFileThatTheGatewayWouldNotLoad() {
        // given
        RouteFile file = RouteFile.parse("x.yaml", """
                - route: {id: x}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("x.yaml: found the name x.yaml, expected a name that ends in .camel.yaml");
    }
}
