package io.follow.gateway.routing.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.routes.CheckedRoutes;
import io.follow.gateway.routing.SpringSurroundings;
import io.follow.gateway.routing.TemplateRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.StandardEnvironment;

class RouteCheckerTest {

    /** Of several methods the body decides which one Camel calls. */
    public static final class Overloaded {

        public int handle(String text) {
            return text.length();
        }

        public int handle(byte[] bytes) {
            return bytes.length;
        }

        public int size() {
            return 0;
        }
    }

    private static RouteSource route(String name, String id, String direct) {
        return new RouteSource(
                name,
                """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                        - stop: {}
                """
                        .formatted(id, direct));
    }

    private static RouteSource calling(String name, String direct) {
        return new RouteSource(
                name + ".camel.yaml",
                """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                        - to: direct:%s
                """
                        .formatted(name, name, direct));
    }

    private static List<String> lines(Report report, Severity severity) {
        return report.of(severity).stream().map(Finding::toString).toList();
    }

    @Test
    void leavesOutWhatDependsOnABrokenFileAndSaysWhichOneItIs() {
        // given
        List<RouteSource> files =
                List.of(calling("one", "two"), calling("two", "three"), new RouteSource("three.camel.yaml", "- :["));

        // when
        Report report = CheckedRoutes.check(files);

        // then
        assertThat(lines(report, Severity.ERROR))
                .hasSize(3)
                .contains(
                        "one.camel.yaml:6:15: found direct two, which is in two.camel.yaml, expected that file without errors",
                        "two.camel.yaml:6:15: found direct three, which is in three.camel.yaml, expected that file without errors");
        assertThat(report.routes()).isZero();
    }

    @Test
    void theMainPipelineIsLeftOutWithItsErrorConfiguration() {
        // given
        List<RouteSource> files = CheckedRoutes.ofTheGateway().stream()
                .map(file -> file.name().endsWith("/image-errors.camel.yaml")
                        ? new RouteSource(file.name(), file.text().replace("giveBack", "giveBak"))
                        : file)
                .toList();

        // when
        Report report = CheckedRoutes.check(files);

        // then
        assertThat(report.broken())
                .contains("pipeline/image-errors.camel.yaml", "pipeline/image.camel.yaml")
                .doesNotContain("intake/upload.camel.yaml");
        assertThat(report.inputs()).isEmpty();
    }

    @Test
    void ofTwoRoutesWithOneIdTheOneThatRunsKeepsIt() {
        // given
        List<RouteSource> files = List.of(route("same.camel.yaml", "same", "a"), route("b.camel.yaml", "same", "b"));

        // when
        Set<String> atTheStart = CheckedRoutes.check(files).broken();
        Set<String> whileTheOtherRuns =
                CheckedRoutes.check(files, Set.of("b.camel.yaml")).broken();

        // then
        assertThat(atTheStart).containsExactly("b.camel.yaml");
        assertThat(whileTheOtherRuns).containsExactly("same.camel.yaml");
    }

    @Test
    void aTemplateWithAStepIdMakesOneRouteAndNotTwo() {
        // given
        RouteSource template = new RouteSource(
                "t.camel.yaml",
                """
                - routeTemplate:
                    id: t
                    parameters:
                      - name: name
                    route:
                      from:
                        uri: direct
                        parameters:
                          name: "{{name}}"
                        steps:
                          - log:
                              id: greeting
                              message: hello
                """);
        Stream<RouteSource> routes = Stream.of("one", "two")
                .map(name -> new RouteSource(
                        name + ".camel.yaml",
                        """
                        - templatedRoute:
                            routeTemplateRef: t
                            routeId: %s
                            parameters:
                              - name: name
                                value: %s
                        """
                                .formatted(name, name)));

        // when
        Report report =
                CheckedRoutes.check(Stream.concat(Stream.of(template), routes).toList());

        // then
        assertThat(lines(report, Severity.ERROR))
                .containsExactly(
                        "two.camel.yaml:2:23: found the id greeting, which one.camel.yaml has on line 2, expected an id of its own");
    }

    @Test
    void twoDefinitionsOfAKindDoNotShareAnId() {
        // given
        String configuration =
                """
                - routeConfiguration:
                    id: errors
                    onException:
                      - onException:
                          exception:
                            - java.lang.Throwable
                """;

        // when
        Report report = CheckedRoutes.check(List.of(
                new RouteSource("errors.camel.yaml", configuration),
                new RouteSource("copy.camel.yaml", configuration)));

        // then
        assertThat(lines(report, Severity.ERROR))
                .containsExactly(
                        "copy.camel.yaml:2:9: found the id errors, which errors.camel.yaml has on line 2, expected an id of its own");
    }

    @Test
    void acceptsWhatCamelAccepts() {
        // given
        RouteSource file = new RouteSource(
                "free.camel.yaml",
                """
                - beans:
                    - name: greeter
                      type: java.lang.StringBuilder
                - routeConfiguration:
                    onException:
                      - onException:
                          exception: [java.io.IOException]
                          redeliveryPolicy:
                            maximumRedeliveries: "{{free.retries:5}}"
                - from:
                    uri: "timer:free?period=1m30s&delay={{?nothing}}"
                    steps:
                      - setHeader:
                          name: a
                          simple: "${body} and {{gateway.image.max-width}}"
                      - choice:
                          when:
                            - simple: ${header.a} == 'x' && ${random(5)} > 2
                              steps:
                                - toD: "file:data?fileName=${header.a}"
                          otherwise:
                            steps:
                              - wireTap:
                                    uri: "log:{{free.name:free}}?level=warn"
                      - bean:
                          ref: greeter
                          method: append(${body})
                      - bean:
                          beanType: java.lang.Math
                          method: max(1, 2)
                      - marshal:
                          json: {}
                      - to: "{{free.target:mock:end}}"
                """);

        // when
        Report report = CheckedRoutes.check(List.of(file));

        // then
        assertThat(lines(report, Severity.ERROR)).isEmpty();
        assertThat(lines(report, Severity.WARNING)).isEmpty();
        assertThat(report.routes()).isEqualTo(1);
    }

    @Test
    void refusesAValueThatContainsItself() {
        Report report = CheckedRoutes.check(List.of(new RouteSource("a.camel.yaml", "- route: &a\n    from: *a\n")));

        assertThat(lines(report, Severity.ERROR))
                .containsExactly(
                        "a.camel.yaml:1:10: found a value that contains itself, expected values without such an alias");
    }

    @Test
    void showsNoSecret() {
        // given
        RouteSource file = new RouteSource(
                "a.camel.yaml",
                """
                - from:
                    uri: aws2-s3
                    parameters:
                      bucketNameOrArn: a
                      secretKey: "{{gateway.a-secret:hidden}}"
                      accessKey: "#hiddenKey"
                      delay: often
                    steps:
                      - stop: {}
                """);

        // when
        Report report = CheckedRoutes.check(List.of(file));

        // then
        assertThat(lines(report, Severity.ERROR)).anyMatch(line -> line.contains("delay: often"));
        assertThat(String.join("\n", lines(report, Severity.ERROR))).doesNotContain("hidden\"");
    }

    @Test
    void showsNoValueOfAVariableOrOfAPropertyThatIsNotTheGateways() {
        // given
        String secret = System.getProperty("java.vendor");
        RouteSource file = new RouteSource(
                "a.camel.yaml",
                """
                - from:
                    uri: direct:a
                    steps:
                      - delay:
                          asyncDelayed: "{{sys:java.vendor}}"
                          constant: 1
                      - to: "seda:a?size={{sys:java.vendor}}"
                      - to: "{{sys:java.vendor}}:a"
                      - to: "direct:{{java.vendor}}"
                      - bean:
                          ref: "{{java.vendor}}"
                      - bean:
                          ref: store
                          method: "{{java.vendor}}"
                      - process:
                          ref: "{{java.vendor}}"
                      - log: "${{{sys:java.vendor}}}"
                      - throwException:
                          exceptionType: "{{java.vendor}}"
                          message: a
                """);

        // when
        Report report = CheckedRoutes.check(List.of(file));

        // then
        List<String> lines = lines(report, Severity.ERROR);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(8);
        assertThat(lines).noneMatch(line -> line.contains(secret));
    }

    @Test
    void knowsWhatAProgramHasBesideTheFiles() {
        // given
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        DefaultCamelContext camel = new DefaultCamelContext();
        beans.registerSingleton("free-component", new StubComponent());
        beans.registerSingleton("otherRoutes", new RouteBuilder() {
            @Override
            public void configure() {
                // Which routes it adds, only a run knows.
            }
        });
        camel.getRegistry().bind("bound", new Overloaded());
        camel.addComponent("added", new StubComponent());
        RouteChecker checker =
                new RouteChecker(new SpringSurroundings(camel, beans, new StandardEnvironment()), TemplateRules.all());

        // when
        Report report = checker.check(
                List.of(
                        new RouteSource(
                                "a.camel.yaml",
                                """
                - from:
                    uri: free:a
                    steps:
                      - to: added:a
                      - bean:
                          ref: bound
                          method: size
                      - to: direct:elsewhere
                """)));

        // then
        assertThat(lines(report, Severity.ERROR)).isEmpty();
        assertThat(lines(report, Severity.WARNING))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:8:13: found direct elsewhere");
    }

    @Test
    void readsTheOptionsInTheValueOfAPlaceholder() {
        // given
        RouteSource file = new RouteSource(
                "a.camel.yaml",
                """
                - from:
                    uri: direct:a
                    steps:
                      - to: "{{free.next:seda:next?size=many}}"
                """);

        // when
        Report report = CheckedRoutes.check(List.of(file));

        // then
        assertThat(lines(report, Severity.ERROR))
                .singleElement()
                .asString()
                .startsWith("a.camel.yaml:4:13: found size: ");
    }

    @Test
    void aStepWithoutItsServiceSaysWhatLacks() {
        // given
        RouteSource file = new RouteSource(
                "faces.camel.yaml",
                """
                - route:
                    id: faces
                    description: Finds faces
                    from:
                      uri: direct
                      parameters:
                        name: faces
                      steps:
                        - bean:
                            ref: detect
                            method: regions(${exchange}, ${body}, 'faces')
                """);

        // when
        Report report = CheckedRoutes.check(List.of(file));

        // then
        assertThat(lines(report, Severity.ERROR))
                .singleElement()
                .asString()
                .contains("faces.camel.yaml:10")
                .contains("found detect without a RegionDetector, expected a jar with a detector in lib");
    }
}
