package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.settings.RouteFolder;
import io.follow.gateway.settings.SettingsPostProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

class CheckedRoutesCollectorTest {

    @TempDir
    Path copy;

    private final CamelContext camel = new DefaultCamelContext();
    private final GenericApplicationContext spring = new GenericApplicationContext();

    @BeforeEach
    void copyTheRoutes() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("routes"), copy);
        spring.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("IMG_GW_ROUTES_DIR", copy.toString())));
        SettingsPostProcessor.addSettings(spring.getEnvironment());
        spring.refresh();
    }

    @AfterEach
    void stop() {
        spring.close();
        camel.stop();
    }

    /** Its check only says that it was asked for. */
    private Collection<Resource> collect() {
        CheckedRoutesCollector collector = new CheckedRoutesCollector(
                spring,
                asked -> {
                    throw new UnsupportedOperationException("a check");
                },
                new RouteNames(copy),
                false,
                new RouteFiles("image:process"));
        return collector.findRouteResourcesFromDirectory(
                camel, null, spring.getEnvironment().getProperty("camel.main.routes-include-pattern"));
    }

    @Test
    void unchangedFilesAreNotCheckedAgain() throws IOException {
        assertThat(collect()).hasSameSizeAs(new RouteFolder(copy).files());
    }

    @Test
    void allFilesAreCheckedIfOneIsEdited() throws IOException {
        Path file = copy.resolve("pipeline/image.camel.yaml");
        Files.writeString(file, Files.readString(file) + "# edited\n");

        assertThatThrownBy(this::collect).hasMessage("a check");
    }

    @Test
    void unchangedFilesAreCheckedWithAPropertyThatWasNot() {
        spring.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("properties", Map.of("gateway.job.retry-count", "x")));

        assertThatThrownBy(this::collect).hasMessage("a check");
    }
}
