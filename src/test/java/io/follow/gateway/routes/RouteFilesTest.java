package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.routing.check.Report;
import io.follow.gateway.routing.check.RouteSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every file below {@code routes/}, those of templates and examples included, has nothing that the checker finds. */
class RouteFilesTest {

    @Test
    void theFilesThatAreLoadedNeedNoExample() {
        // given
        List<RouteSource> files = CheckedRoutes.ofTheGateway();

        // when
        Report report = CheckedRoutes.check(files);

        // then
        assertThat(report.findings()).isEmpty();
        assertThat(report.files()).isEqualTo(files.size());
    }

    @Test
    void theExamplesCanBeCopiedBesideTheOthers() {
        // given
        List<RouteSource> files =
                RouteFile.all().stream().map(RouteFile::source).toList();

        // when
        Report report = CheckedRoutes.check(files);

        // then
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void theRoutesOfTheBenchmarkAreGood() {
        // given
        List<RouteSource> files = RouteFile.below(Path.of("bench/routes")).stream()
                .map(RouteFile::source)
                .toList();

        // when
        Report report = CheckedRoutes.check(files);

        // then
        assertThat(report.findings()).isEmpty();
        assertThat(files).isNotEmpty();
    }

    @Test
    void looksAtTheMainRouteTheTemplatesAndTheExamples() {
        assertThat(RouteFile.all())
                .extracting(RouteFile::name)
                .contains("pipeline/image.camel.yaml")
                .anyMatch(name -> name.startsWith("templates/"))
                .anyMatch(name -> name.startsWith("examples/"));
    }
}
