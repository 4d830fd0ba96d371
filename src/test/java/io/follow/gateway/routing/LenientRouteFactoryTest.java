package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LenientRouteFactoryTest {

    /** An aggregation needs a strategy, which only shows when the route is made. */
    private static final String UNMAKEABLE =
            """
            - route:
                id: unmakeable
                from:
                  uri: direct:unmakeable
                  steps:
                    - aggregate:
                        correlationExpression:
                          constant: "true"
                        completionSize: 2
                        steps:
                          - stop: {}
            """;

    private final CamelContext camel = new DefaultCamelContext();
    private final RouteFiles files = new RouteFiles("jobs");

    @AfterEach
    void stop() {
        camel.stop();
    }

    private void load(String name, String text) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("/routes/" + name, text));
    }

    @Test
    void theOthersStartWithoutARouteThatCannotBeMade() throws Exception {
        // given
        LenientRouteFactory.install(camel, new RouteNames(Path.of("/routes")), files);
        load("unmakeable.camel.yaml", UNMAKEABLE);
        load(
                "other.camel.yaml",
                UNMAKEABLE.replaceAll("(?s)- aggregate.*", "- stop: {}\n").replace("unmakeable", "other"));

        // when
        camel.start();

        // then
        assertThat(camel.getRouteController().getRouteStatus("other").isStarted())
                .isTrue();
        assertThat(camel.getRouteController().getRouteStatus("unmakeable").isStarted())
                .isFalse();
        assertThat(files.trouble())
                .startsWith("left out: unmakeable.camel.yaml: route unmakeable cannot be created: ")
                .doesNotContain("\n");
    }

    @Test
    void theOthersStartWithoutARouteWhoseAddressHasAPropertyWithoutAValue() throws Exception {
        // given
        String other =
                UNMAKEABLE.replaceAll("(?s)- aggregate.*", "- stop: {}\n").replace("unmakeable", "other");
        LenientRouteFactory.install(camel, new RouteNames(Path.of("/routes")), files);
        load(
                "unmakeable.camel.yaml",
                other.replace("id: other", "id: unmakeable").replace(":other", ":{{nowhere}}"));
        load("other.camel.yaml", other);

        // when
        camel.start();

        // then
        assertThat(camel.getRouteController().getRouteStatus("other").isStarted())
                .isTrue();
        assertThat(files.trouble()).startsWith("left out: unmakeable.camel.yaml: route unmakeable cannot be created: ");
    }

    @Test
    void whoAddsARouteLaterIsToldThatItCannotBeMade() throws Exception {
        // given
        LenientRouteFactory.install(camel, new RouteNames(Path.of("/routes")), files);
        camel.start();

        // then
        assertThatThrownBy(() -> load("unmakeable.camel.yaml", UNMAKEABLE)).isInstanceOf(Exception.class);
        assertThat(files.trouble()).isNull();
    }

    @Test
    void isNotReadyWhenTheMainPipelineCannotBeMade() {
        files.notMade("a.camel.yaml", "a.camel.yaml: no", "valkey-streams:jobs?group=workers");

        assertThat(files.missing())
                .isEqualTo("no route reads the jobs of the pipeline image; left out: a.camel.yaml: no");
    }
}
