package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsumerErrorsRuleTest {

    private final ConsumerErrorsRule rule = new ConsumerErrorsRule(Set.of("image-errors"));

    @Test
    void acceptsAStreamReaderWithAKnownConfiguration() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route:
                    routeConfigurationId: image-errors
                    from: {uri: valkey-streams}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void refusesAStreamReaderWithoutAConfiguration() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route:
                    from: {uri: valkey-streams}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("x.camel.yaml: found routeConfigurationId \"\", expected one of image-errors");
    }

    @Test
    void refusesAStreamReaderWithAnUnknownConfiguration() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route:
                    routeConfigurationId: image-erors
                    from: {uri: valkey-streams}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found routeConfigurationId \"image-erors\", expected one of image-errors");
    }

    @Test
    void refusesATemplateOfAStreamReaderWithoutAConfiguration() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - routeTemplate:
                    from: {uri: valkey-streams}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly("x.camel.yaml: found routeConfigurationId \"\", expected one of image-errors");
    }

    @Test
    void leavesRoutesAloneThatReadNoStream() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - route:
                    from: {uri: direct}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }
}
