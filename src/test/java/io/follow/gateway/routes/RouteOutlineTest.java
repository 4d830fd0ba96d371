package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.routing.check.Outline;
import io.follow.gateway.routing.check.RouteOutline;
import io.follow.gateway.routing.check.RouteSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The routes of files, as {@code routes list} shows them. */
class RouteOutlineTest {

    private static RouteOutline route(Outline outline, String id) {
        return outline.routes().stream()
                .filter(route -> route.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static RouteSource example(String name) {
        return RouteFile.all().stream()
                .filter(file -> file.name().equals("examples/" + name))
                .findFirst()
                .orElseThrow()
                .source();
    }

    @Test
    void tellsWhereTheMessagesOfEachRouteComeFrom() {
        // when
        Outline outline = CheckedRoutes.outline(CheckedRoutes.ofTheGateway());

        // then
        assertThat(outline.routes()).hasSize(outline.report().routes());
        assertThat(route(outline, "image"))
                .isEqualTo(new RouteOutline(
                        "image",
                        "Turns each job of a stream into a processed image and one result",
                        "image",
                        "valkey-streams:image:process",
                        "pipeline/image.camel.yaml"));
        assertThat(route(outline, "dead-letter").address()).isEqualTo("direct:dead-letter");
        assertThat(route(outline, "dead-letter").pipeline()).isNull();
        assertThat(route(outline, "operator-routes").address()).isEqualTo("platform-http:/api/v1/operator/routes");
    }

    @Test
    void countsAReaderOfResultsToNoPipeline() {
        // given
        List<RouteSource> files = Stream.concat(
                        Stream.of(example("webhook.camel.yaml")), CheckedRoutes.ofTheGateway().stream())
                .toList();

        // when
        RouteOutline webhook = route(CheckedRoutes.outline(files), "webhook");

        // then
        assertThat(webhook.pipeline()).isNull();
        assertThat(webhook.address()).isEqualTo("valkey-streams:image:result");
    }

    @Test
    void leavesOutAFileWithAnErrorAndSaysWhy() {
        // given
        RouteSource broken = new RouteSource(
                "broken.camel.yaml",
                """
                - route:
                    id: broken
                    from:
                      uri: direct:broken
                      steps:
                        - bean:
                            ref: rezise
                """);

        // when
        Outline outline = CheckedRoutes.outline(List.of(broken));

        // then
        assertThat(outline.routes()).isEmpty();
        assertThat(outline.report().findings())
                .anySatisfy(finding -> assertThat(finding.toString()).contains("rezise", "nearest: resize"));
    }
}
