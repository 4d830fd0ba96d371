package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ValkeyExtension.class)
class SecondDropFolderExampleTest {

    private static final String[] FILES = {
        "examples/second-drop-folder.camel.yaml",
        "intake/folder-errors.camel.yaml",
        "templates/drop-folder-endpoint.camel.yaml"
    };

    private static final String JOBS = "image:process";

    @TempDir
    private Path folder;

    @Test
    void turnsAFileInASubfolderIntoAJob(ValkeyServer server) throws Exception {
        // given
        Path dropped = folder.resolve("scanner/monday/Summer Day.png");
        writePng(dropped);

        try (ExampleContext context = new ExampleContext(server, folder)) {
            // when
            context.start(FILES);
            await().until(() -> context.server().xlen(JOBS) == 1);

            // then
            assertThat(context.camel().getRoute("second-drop-folder")).isNotNull();
            assertThat(jobs(context)).singleElement().satisfies(job -> assertThat(job)
                    .hasEntrySatisfying("image_id", id -> assertThat(id).startsWith("summer-day-"))
                    .hasEntrySatisfying("source_key", key -> assertThat(key).contains("/summer-day-"))
                    .containsEntry("expected_content_type", "image/png"));
            assertThat(filesBelow(folder.resolve("incoming/gateway-received"))).hasSize(1);
            await().untilAsserted(() -> assertThat(dropped).doesNotExist());
        }
    }

    @Test
    void standsBesideAnotherRouteOfTheSameTemplate(ValkeyServer server) throws Exception {
        // given
        writePng(folder.resolve("another/photo.png"));
        Map<String, Object> parameters =
                Map.of("folder", folder.resolve("another").toString(), "stream", "elsewhere");
        try (ExampleContext context = new ExampleContext(server, folder)) {
            // when
            context.start(FILES);
            context.camel().addRouteFromTemplate("third-drop-folder", "drop-folder-endpoint", parameters);

            // then
            await().until(() -> context.server().xlen("elsewhere") == 1);
        }
    }

    @Test
    void keepsTheFileAndTriesAgainWhileTheStoreIsAway(ValkeyServer server) throws Exception {
        // given
        Path dropped = folder.resolve("scanner/photo.png");
        writePng(dropped);
        Path store = Files.writeString(folder.resolve("store"), "a file where the store should be");
        try (ExampleContext context = new ExampleContext(server, folder)) {
            context.with("gateway.stores.source", "file:" + store)
                    .with("gateway.job.retry-count", "1")
                    // Longer than the time between two looks.
                    .with("gateway.job.retry-base-ms", "300");
            context.start(FILES);
            await().until(() -> context.isRedelivering("second-drop-folder"));

            // when
            Files.delete(store);

            // then
            await().until(() -> context.server().xlen(JOBS) == 1);
            await().untilAsserted(() -> assertThat(dropped).doesNotExist());
        }
    }

    private static List<Map<String, String>> jobs(ExampleContext context) {
        return context.server().xrange(JOBS, Range.unbounded()).stream()
                .map(StreamMessage::getBody)
                .toList();
    }

    private static void writePng(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        assertThat(ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", file.toFile()))
                .isTrue();
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}
