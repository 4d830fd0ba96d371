package io.follow.gateway.page;

import static org.awaitility.Awaitility.await;

import io.follow.gateway.testing.GatewayApplication;
import io.follow.gateway.testing.ValkeyServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.openqa.selenium.Keys;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway with a server elsewhere, as operators meet it. */
final class OperatorGateway implements AutoCloseable {

    static final String TOKEN = "open sesame";

    private final Path folder;
    private final ValkeyServer valkey;
    private final ConfigurableApplicationContext context;

    private OperatorGateway(Path folder, ValkeyServer valkey, ConfigurableApplicationContext context) {
        this.folder = folder;
        this.valkey = valkey;
        this.context = context;
    }

    /** @param folder the directory of its stores */
    static OperatorGateway start(Path folder, String... settings) {
        ValkeyServer valkey = ValkeyServer.start();
        List<String> arguments = new ArrayList<>(List.of(
                "--REDIS_URL=" + valkey.uri(),
                "--IMG_GW_DATA_DIR=" + folder,
                "--IMG_GW_PORT=0",
                "--IMG_GW_HOST=127.0.0.1",
                "--IMG_GW_MANAGEMENT_PORT=0",
                "--IMG_GW_UPLOAD_RETRY_COUNT=0",
                "--IMG_GW_ADMIN_TOKEN=" + TOKEN));
        List.of(settings).forEach(setting -> arguments.add("--" + setting));
        return new OperatorGateway(
                folder,
                valkey,
                GatewayApplication.builder().run(arguments.toArray(String[]::new)));
    }

    ValkeyServer valkey() {
        return valkey;
    }

    /** The address of a view of the page. */
    URI page(String view) {
        return URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + "/#" + view);
    }

    /** Opens a view as somebody who knows the token. */
    void open(Browser browser, String view) {
        browser.open(page(view));
        signIn(browser, TOKEN);
        browser.see("#" + view);
    }

    static void signIn(Browser browser, String token) {
        browser.see("#token").sendKeys(token, Keys.ENTER);
    }

    void addJob(String pipeline, String imageId, String source, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "XADD",
                pipeline + ":process",
                "*",
                "image_id",
                imageId,
                "source_key",
                source,
                "storage_key",
                "made/" + imageId + ".png",
                "expected_content_type",
                "image/png"));
        command.addAll(List.of(more));
        valkey.command(command.toArray(String[]::new));
    }

    /** Adds a job whose raw image is not there, and waits for its dead letter. */
    void addDeadLetter(String pipeline, String imageId) {
        long before = deadLetters(pipeline);
        addJob(pipeline, imageId, sourceOf(imageId));
        await().atMost(Duration.ofSeconds(30)).until(() -> deadLetters(pipeline) > before);
    }

    long deadLetters(String pipeline) {
        return Long.parseLong(String.valueOf(valkey.command("XLEN", pipeline + ":process:dlq")));
    }

    /** Puts the raw image there that a dead letter lacks. */
    void putSource(String imageId) {
        try {
            Path file = folder.resolve("incoming").resolve(sourceOf(imageId));
            Files.createDirectories(file.getParent());
            ImageIO.write(new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sourceOf(String imageId) {
        return "raw/" + imageId + ".png";
    }

    @Override
    public void close() {
        context.close();
        valkey.close();
    }
}
