package io.follow.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.InProcessGateway;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith({ValkeyExtension.class, OutputCaptureExtension.class})
class RouteReloadIT {

    @TempDir
    Path folder;

    @Test
    void reloadsAnEditedRouteAndLosesNoJobWhileABrokenOneChangesNothing(ValkeyServer valkey, CapturedOutput log)
            throws Exception {
        // given
        Path routes = copyOfTheRoutes();
        Path main = routes.resolve("templates/image-pipeline.camel.yaml");
        String original = Files.readString(main);
        try (InProcessGateway gateway = start(valkey, routes)) {

            // when: the width is changed while jobs arrive, none of which has its picture yet
            for (int i = 0; i < 5; i++) {
                addJob(valkey, i);
            }
            Files.writeString(main, original.replace("{{gateway.image.max-width}}", "64"));
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> log.toString().contains("image-pipeline.camel.yaml reloaded"));
            for (int i = 5; i < 10; i++) {
                addJob(valkey, i);
            }

            // then: every job has its one result
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> valkey.command("XLEN", "image:result").contains("10"));
            assertThat(valkey.command("XLEN", "image:process")).contains("0");

            // when: the file is broken
            Files.writeString(main, original.replace("steps:", "stepz:"));
            await().atMost(Duration.ofSeconds(40)).until(() -> log.toString()
                    .contains("image-pipeline.camel.yaml not reloaded: templates/image-pipeline.camel.yaml:"));
            assertThat(log).contains("found \"stepz\" in from");

            // when: an option has the name that it had once
            Files.writeString(main, original.replace("concurrentConsumers:", "workers:"));
            await().atMost(Duration.ofSeconds(40)).until(() -> log.toString()
                    .contains("found the option workers of valkey-streams, expected concurrentConsumers"));

            // when: a copy of the route has the id that it had
            Path copy = routes.resolve("copy.camel.yaml");
            String instance = Files.readString(routes.resolve("pipeline/image.camel.yaml"));
            Files.writeString(copy, instance.replace("value: image", "value: another"));
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> log.toString().contains("found the id image, which pipeline/image.camel.yaml has"));
            Files.delete(copy);

            // then: the last version goes on
            addJob(valkey, 10);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> valkey.command("XLEN", "image:result").contains("11"));
            await().atMost(Duration.ofSeconds(30)).until(gateway::isReady);

            // when: the error configuration that the route is made of is broken
            Path errors = routes.resolve("pipeline/image-errors.camel.yaml");
            String errorsText = Files.readString(errors);
            Files.writeString(errors, errorsText.replace("java.lang.Throwable", "java.lang.NoSuchThrowable"));
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> log.toString().contains("found the exception java.lang.NoSuchThrowable"));

            // then: the route runs as it was
            addJob(valkey, 11);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> valkey.command("XLEN", "image:result").contains("12"));
            await().atMost(Duration.ofSeconds(30)).until(gateway::isReady);
            Files.writeString(errors, errorsText);

            // when: a route made from a template is added, and then edited
            Path second = routes.resolve("second-drop-folder.camel.yaml");
            String templated = Files.readString(routes.resolve("examples/second-drop-folder.camel.yaml"));
            Files.writeString(second, templated);
            await().atMost(Duration.ofSeconds(40)).until(() -> Files.isDirectory(folder.resolve("data/scanner")));
            Files.writeString(second, templated.replace("/scanner", "/fax"));

            // then
            await().atMost(Duration.ofSeconds(40)).until(() -> Files.isDirectory(folder.resolve("data/fax")));
        }
    }

    @Test
    void reloadsEveryPipelineOfAFileAndKeepsThemWhenOneHasAParameterThatCannotBeUsed(
            ValkeyServer valkey, CapturedOutput log) throws Exception {
        // given
        Path routes = copyOfTheRoutes();
        Path both = routes.resolve("both.camel.yaml");
        String original = pipeline("avatars") + pipeline("banners");
        Files.writeString(both, original);
        try (InProcessGateway gateway = start(valkey, routes)) {

            // when: a parameter is edited
            Files.writeString(both, original.replace("80", "70"));
            await().atMost(Duration.ofSeconds(40)).until(() -> log.toString().contains("both.camel.yaml reloaded"));

            // then
            addJob(valkey, "avatars", 1);
            addJob(valkey, "banners", 1);
            awaitResults(valkey, 1);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !gateway.get("/health/ready").body().contains("paused"));

            // when: one has a value that cannot be used
            Files.writeString(both, pipeline("avatars") + pipeline("banners").replace("80", "abc"));
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> log.toString().contains("both.camel.yaml not reloaded: both.camel.yaml:"));

            // then: both run as they were
            addJob(valkey, "avatars", 2);
            addJob(valkey, "banners", 2);
            awaitResults(valkey, 2);
        }
    }

    private InProcessGateway start(ValkeyServer valkey, Path routes) {
        InProcessGateway gateway =
                InProcessGateway.start(valkey.uri(), folder.resolve("data"), "IMG_GW_ROUTES_DIR=" + routes);
        await().atMost(Duration.ofMinutes(1)).until(gateway::isReady);
        return gateway;
    }

    private static String pipeline(String name) {
        return """
                - templatedRoute:
                    routeTemplateRef: image-pipeline
                    routeId: %1$s
                    parameters:
                      - {name: name, value: %1$s}
                      - {name: quality, value: "80"}
                """
                .formatted(name);
    }

    private static void awaitResults(ValkeyServer valkey, int count) {
        for (String name : List.of("avatars", "banners")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> valkey.command("XLEN", name + ":result").contains(Integer.toString(count)));
        }
    }

    /** A job that ends quickly: its fields are checked and its type is none that is processed. */
    private static void addJob(ValkeyServer valkey, int number) {
        addJob(valkey, "image", number);
    }

    private static void addJob(ValkeyServer valkey, String pipeline, int number) {
        valkey.command(
                "XADD",
                pipeline + ":process",
                "*",
                "image_id",
                "image" + number,
                "storage_key",
                "images/" + number + ".webp",
                "source_key",
                "images/" + number + ".gif",
                "expected_content_type",
                "image/gif");
    }

    private Path copyOfTheRoutes() throws IOException {
        Path copy = folder.resolve("routes");
        try (Stream<Path> files = Files.walk(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(Path.of("routes").relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return copy;
    }
}
