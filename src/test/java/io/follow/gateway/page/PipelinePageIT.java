package io.follow.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.ImageGatewayApplication;
import io.follow.gateway.testing.ValkeyServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** An operator of a gateway with two pipelines. */
@ExtendWith(InBrowser.class)
class PipelinePageIT {

    private static final String TOKEN = "open sesame";

    @TempDir
    private static Path folder;

    private static ValkeyServer valkey;
    private static ConfigurableApplicationContext gateway;

    private final Browser browser;

    PipelinePageIT(Browser browser) {
        this.browser = browser;
    }

    @BeforeAll
    static void start() throws IOException {
        Path routes = folder.resolve("routes");
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Files.copy(routes.resolve("examples/avatars.camel.yaml"), routes.resolve("avatars.camel.yaml"));
        valkey = ValkeyServer.start();
        gateway = new SpringApplicationBuilder(ImageGatewayApplication.class)
                .run(
                        "--REDIS_URL=" + valkey.uri(),
                        "--IMG_GW_DATA_DIR=" + folder,
                        "--IMG_GW_ROUTES_DIR=" + routes,
                        "--IMG_GW_PORT=0",
                        "--IMG_GW_HOST=127.0.0.1",
                        "--IMG_GW_MANAGEMENT_PORT=0",
                        "--IMG_GW_UPLOAD_RETRY_COUNT=0",
                        "--IMG_GW_ADMIN_TOKEN=" + TOKEN,
                        "--spring.main.register-shutdown-hook=false");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        valkey.close();
    }

    /** A job whose raw image is not there. */
    private static void addDeadLetter(String pipeline, String imageId) {
        valkey.command(
                "XADD",
                pipeline + ":process",
                "*",
                "image_id",
                imageId,
                "storage_key",
                imageId + ".png",
                "source_key",
                "raw/" + imageId + ".png",
                "expected_content_type",
                "image/png");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !"0".equals(String.valueOf(valkey.command("XLEN", pipeline + ":process:dlq"))));
    }

    @Test
    void looksAtOnePipelineAtATimeAndActsOnThatOne() {
        // given: a dead letter in each
        addDeadLetter("image", "photo");
        addDeadLetter("avatars", "face");

        // when
        browser.open(URI.create(
                "http://127.0.0.1:" + gateway.getEnvironment().getRequiredProperty("local.server.port") + "/"));
        browser.see("#token").sendKeys(TOKEN, Keys.ENTER);

        // then
        browser.see(".letter h3", "photo");
        browser.see("#pipeline option[value=image]", "image");

        // when
        browser.see("#pipeline option[value=avatars]", "avatars").click();

        // then
        browser.see(".letter h3", "face");
        browser.seeNo("button[aria-label^='Delete photo']");
        browser.screenshot("operator-pipelines");

        // when
        browser.see("button[aria-label^='Delete face']").click();
        browser.see("#confirm-yes").click();

        // then
        browser.see("#dead-letters-note", "face was deleted");
        assertThat(String.valueOf(valkey.command("XLEN", "avatars:process:dlq")))
                .isEqualTo("0");
        assertThat(String.valueOf(valkey.command("XLEN", "image:process:dlq"))).isEqualTo("1");
    }
}
