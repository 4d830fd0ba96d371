package io.follow.gateway.routing.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.routes.CheckedRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that each have one thing wrong, or nothing, beside the routes of the gateway. What is found stands in each file
 * itself, in a comment: that one line, and no other.
 */
class FindingsTest {

    private static final Path RESOURCES = Path.of("src/test/resources");

    private static Stream<RouteSource> below(String folder) {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.sorted().map(FindingsTest::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RouteSource read(Path file) {
        try {
            return new RouteSource(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<RouteSource> broken() {
        return below("broken-routes");
    }

    static Stream<RouteSource> doubtful() {
        return below("doubtful-routes");
    }

    static Stream<RouteSource> untidy() {
        return below("untidy-routes");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenFileIsLeftOutWithOneLine(RouteSource file) {
        // when
        Report report = CheckedRoutes.besideTheGateways(file);

        // then
        assertThat(report.of(Severity.ERROR)).extracting(Finding::toString).containsExactly(expectedIn(file));
        assertThat(report.broken()).containsExactly(file.name());
        assertThat(report.of(Severity.WARNING)).isEmpty();
    }

    static Stream<RouteSource> good() {
        return below("good-routes");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void aGoodFileIsLoadedWithoutALine(RouteSource file) {
        // when
        Report report = CheckedRoutes.besideTheGateways(file);

        // then
        assertThat(report.of(Severity.ERROR)).isEmpty();
        assertThat(report.of(Severity.WARNING)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubtful")
    void aDoubtfulFileIsLoadedWithOneWarning(RouteSource file) {
        // when
        Report report = CheckedRoutes.besideTheGateways(file);

        // then
        assertThat(report.of(Severity.WARNING)).extracting(Finding::toString).containsExactly(expectedIn(file));
        assertThat(report.broken()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("untidy")
    void anUntidyFileIsShownWithOneLineOfStyle(RouteSource file) {
        // when
        Report report = CheckedRoutes.besideTheGateways(file);

        // then
        assertThat(report.findings())
                .extracting(finding -> finding.severity() + " " + finding)
                .containsExactly("style " + expectedIn(file));
    }

    @Test
    void thereAreThirtyBrokenFilesAndMore() {
        assertThat(broken()).hasSizeGreaterThanOrEqualTo(30);
    }

    private static String expectedIn(RouteSource file) {
        List<String> comments = file.text()
                .lines()
                .filter(line -> line.startsWith("# " + file.name()))
                .toList();
        assertThat(comments).as(file.name() + " says what is wrong with it").hasSize(1);
        return comments.get(0).substring(2);
    }
}
