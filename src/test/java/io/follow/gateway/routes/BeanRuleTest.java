package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeanRuleTest {

    private final BeanRule rule = new BeanRule(GatewayBeans.declared());

    @Test
    void acceptsAMethodWithItsNumberOfArguments() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - bean: {ref: resize, method: "toWidth(${body}, {{gateway.image.max-width}})"}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void acceptsAMethodOfOneParameterWithoutArguments() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml", """
                - bean: {ref: stage, method: decoding}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings).isEmpty();
    }

    @Test
    void refusesABeanThatDoesNotExist() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml", """
                - bean: {ref: rezise, method: toWidth}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .singleElement()
                .asString()
                .startsWith("x.camel.yaml: found the bean \"rezise\", expected one of answerProblem, ")
                .contains(", resize, ")
                .contains(", succeed");
    }

    @Test
    void refusesAMethodThatDoesNotExist() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - bean: {ref: resize, method: "toHeight(${body}, 5)"}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found the call resize.toHeight with 2 arguments, expected one of picture/1, toWidth/2");
    }

    @Test
    void refusesTooManyArguments() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml",
                """
                - bean: {ref: resize, method: "toWidth(${body}, 5, 'a, b')"}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found the call resize.toWidth with 3 arguments, expected one of picture/1, toWidth/2");
    }

    @Test
    void refusesAMethodOfSeveralParametersWithoutArguments() {
        // given
        RouteFile file = RouteFile.parse(
                "x.camel.yaml", """
                - bean: {ref: resize, method: toWidth}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found the call resize.toWidth without arguments, expected one of picture/1, toWidth/2");
    }

    @Test
    void refusesAStepWithoutAMethod() {
        // given
        RouteFile file = RouteFile.parse("x.camel.yaml", """
                - bean: {ref: resize}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found the call resize. without arguments, expected one of picture/1, toWidth/2");
    }

    @Test
    void refusesABeanAsProcessorThatIsNone() {
        // given
        RouteFile file =
                RouteFile.parse("x.camel.yaml", """
                - process: {ref: resize}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .containsExactly(
                        "x.camel.yaml: found process: resize, which is no Processor, expected bean: with a method");
    }

    @Test
    void refusesAProcessorThatDoesNotExist() {
        // given
        RouteFile file =
                RouteFile.parse("x.camel.yaml", """
                - process: {ref: rezise}
                """);

        // when
        var findings = rule.check(file);

        // then
        assertThat(findings)
                .extracting(Finding::toString)
                .singleElement()
                .asString()
                .startsWith("x.camel.yaml: found the bean \"rezise\", expected one of answerProblem, ")
                .contains(", resize, ")
                .contains(", succeed");
    }
}
