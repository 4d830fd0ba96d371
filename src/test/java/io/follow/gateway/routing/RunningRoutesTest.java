package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.testing.FixedPipelines;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class RunningRoutesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-24T10:00:00Z"), ZoneOffset.UTC);

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final RouteStatistics statistics = new RouteStatistics(CLOCK);
    private final RunningRoutes routes = new RunningRoutes(() -> camel, FixedPipelines.of(1, "image"), statistics);

    @BeforeEach
    void start() throws Exception {
        camel.getManagementStrategy().addEventNotifier(statistics);
        camel.getRegistry().bind("step", new Step());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("order<1>")
                        .routeDescription("Does a thing")
                        .bean("step", "work(${body}, 'secret-argument')")
                        .choice()
                        .when(simple("${body} == 'secret-value'"))
                        .to("mock:out?password=secret-option")
                        .otherwise()
                        .log("secret-message")
                        .end();
                from("direct:failing").routeId("failing").process(exchange -> {
                    throw new JobException(ErrorCode.DECODE_FAILED, "found\nrubbish");
                });
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    /** What a route calls. */
    public static final class Step {
        public String work(String body, String argument) {
            return body + argument;
        }
    }

    private RouteView route(String id) {
        return routes.all().stream()
                .filter(route -> route.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsStateStepsAndCounts() {
        // when
        camel.createProducerTemplate().sendBody("direct:in", "a");

        // then
        RouteView route = route("order<1>");
        assertThat(route.state()).isEqualTo("started");
        assertThat(route.description()).isEqualTo("Does a thing");
        assertThat(route.from()).isEqualTo("direct:in");
        assertThat(route.ended()).isEqualTo(1);
        assertThat(route.failed()).isZero();
        assertThat(route.steps()).extracting(RouteStep::label).startsWith("step.work", "choice");
        assertThat(route.steps().get(1).steps()).extracting(RouteStep::label).containsExactly("when", "otherwise");
    }

    @Test
    void remembersTheLastErrorOnOneLine() {
        // when
        camel.createProducerTemplate().send("direct:failing", exchange -> {});

        // then
        RouteView route = route("failing");
        assertThat(route.failed()).isEqualTo(1);
        assertThat(route.lastError()).isEqualTo("DECODE_FAILED: found rubbish");
        assertThat(route.lastErrorAt()).isEqualTo("2026-02-24T10:00:00.000Z");
    }

    @Test
    void drawsTheStepsAsAnImageThatIsWellFormedAndRefersToNothing() throws Exception {
        // when
        String svg = RouteDrawing.of("direct:<in> & \"out\"", route("order<1>").steps());

        // then
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("direct:<in> & \"out\"");
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg).doesNotContain("href", "url(");
    }

    @Test
    void showsNoParameterArgumentExpressionOrMessage() {
        RouteView route = route("order<1>");

        assertThat(route.svg() + route.steps())
                .contains("mock:out", "step.work")
                .doesNotContain("secret");
    }

    @Test
    void showsOfAnAddressTheHostAlone() {
        assertThat(RouteSteps.endpoint("https://user:word@example.org:8443/hooks/T0/B0?x=y"))
                .isEqualTo("https://example.org");
        assertThat(RouteSteps.endpoint("file:/srv/private/inbox?delay=5")).isEqualTo("file");
        assertThat(RouteSteps.endpoint("platform-http:///api/v1/access?x=y")).isEqualTo("platform-http:/api/v1/access");
        assertThat(RouteSteps.endpoint("direct://dead-letter")).isEqualTo("direct:dead-letter");
        assertThat(RouteSteps.endpoint("valkey-streams")).isEqualTo("valkey-streams");
    }
}
