package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.routing.check.RouteSource;
import io.follow.gateway.settings.RouteFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteSourcesTest {

    private final List<RouteSource> sources = new ArrayList<>();

    @BeforeEach
    void readACopy() throws IOException {
        sources.addAll(RouteSources.in(new RouteFolder(Path.of("routes").toAbsolutePath())));
    }

    @Test
    void aCopyHasTheFilesOfTheJar() {
        assertThat(RouteSources.areThoseOfTheJar(sources)).isTrue();
    }

    @Test
    void anEditedFileIsNotThatOfTheJar() {
        RouteSource first = sources.get(0);
        sources.set(0, new RouteSource(first.name(), first.text() + "# edited\n"));

        assertThat(RouteSources.areThoseOfTheJar(sources)).isFalse();
    }

    @Test
    void aMissingFileIsNoticed() {
        sources.remove(0);

        assertThat(RouteSources.areThoseOfTheJar(sources)).isFalse();
    }

    @Test
    void anAddedFileIsNoticed() {
        sources.add(new RouteSource("own.camel.yaml", sources.get(0).text()));

        assertThat(RouteSources.areThoseOfTheJar(sources)).isFalse();
    }
}
