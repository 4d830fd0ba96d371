package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LoadedRoutesTest {

    private static final Path FILE = Path.of("two.camel.yaml");

    @Test
    void findsTheIdOfEachTemplatedRoute() {
        assertThat(
                        LoadedRoutes.idsOf(
                                FILE,
                                """
                        # routeId: none
                        - templatedRoute:
                            routeTemplateRef: image-pipeline
                            routeId: first
                        - templatedRoute:
                            routeId: "second"
                        - templatedRoute: {routeTemplateRef: image-pipeline, routeId: third}
                        """))
                .containsExactly("first", "second", "third");
    }

    @Test
    void aFileWithoutAnIdNamesItsRoute() {
        assertThat(LoadedRoutes.idsOf(FILE, "- templatedRoute: {}")).containsExactly("two");
    }
}
