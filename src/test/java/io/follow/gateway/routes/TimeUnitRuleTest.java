package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeUnitRuleTest {

    private final TimeUnitRule rule = new TimeUnitRule();

    @Test
    void acceptsOneCommentForTimesInARow() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - parameters:
                    # Milliseconds.
                    readLockMinAge: 300
                    delay: "{{gateway.delay}}"
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void acceptsATimeThatNamesItsUnit() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml", """
                - parameters:
                    delay: 5s
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void refusesATimeWithoutAUnit() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - parameters:
                    # Soon.
                    minIdleTime: 300000
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found minIdleTime 300000 without a unit, expected a comment with the unit above it");
    }

    @Test
    void refusesATimeBehindAnotherLine() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - parameters:
                    # Milliseconds.
                    delay: 300
                    delete: true
                    redeliveryDelay: "{{gateway.job.retry-base-ms}}"
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found redeliveryDelay {{gateway.job.retry-base-ms}} without a unit, expected a comment with the unit above it");
    }
}
