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
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.openqa.selenium.Keys;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A gateway with a server elsewhere and two pipelines, of which {@code image} makes placeholders, as operators meet it. */
final class OperatorGateway implements AutoCloseable {

    static final String TOKEN = "open sesame";

    private static final List<String> PIPELINES = List.of("image", "avatars");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String ADD_DEAD_LETTERS =
            """
            for i = 1, ARGV[1] do
              redis.call('XADD', KEYS[1], '*', 'image_id', 'many-' .. i, 'storage_key', i .. '.png',
                  'source_key', 'raw/none.png', 'expected_content_type', 'image/png', 'dlq_reason', ARGV[2],
                  'dlq_error', 'no object', 'dlq_delivery_count', '1', 'dlq_at', '2026-02-24T10:00:00.000Z',
                  'dlq_stream', 'image:process', 'dlq_entry_id', i .. '-0', 'dlq_consumer', 'c')
            end""";

    private final Path folder;
    private final ValkeyServer valkey;
    private final ConfigurableApplicationContext context;

    private OperatorGateway(Path folder, ValkeyServer valkey, ConfigurableApplicationContext context) {
        this.folder = folder;
        this.valkey = valkey;
        this.context = context;
    }

    static OperatorGateway start() {
        try {
            Path folder = Files.createTempDirectory("operator-gateway");
            ValkeyServer valkey = ValkeyServer.start();
            return new OperatorGateway(
                    folder,
                    valkey,
                    GatewayApplication.builder()
                            .run(
                                    "--REDIS_URL=" + valkey.uri(),
                                    "--IMG_GW_DATA_DIR=" + folder,
                                    "--IMG_GW_ROUTES_DIR=" + routes(folder.resolve("routes")),
                                    "--IMG_GW_PORT=0",
                                    "--IMG_GW_HOST=127.0.0.1",
                                    "--IMG_GW_MANAGEMENT_PORT=0",
                                    "--IMG_GW_UPLOAD_RETRY_COUNT=0",
                                    "--IMG_GW_ADMIN_TOKEN=" + TOKEN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path routes(Path routes) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("routes"), routes);
        Files.copy(routes.resolve("examples/avatars.camel.yaml"), routes.resolve("avatars.camel.yaml"));
        Files.writeString(
                routes.resolve("pipeline/image.camel.yaml"),
                """
                      - name: placeholder
                        value: "true"
                """,
                StandardOpenOption.APPEND);
        return routes;
    }

    /** Waits for the jobs of the test before, and removes their results and dead letters. */
    void forgetEverything() {
        for (String pipeline : PIPELINES) {
            await().atMost(PATIENCE).until(() -> length(pipeline + ":process") == 0);
            valkey.command("DEL", pipeline + ":process:dlq", pipeline + ":result");
        }
    }

    private long length(String stream) {
        return Long.parseLong(String.valueOf(valkey.command("XLEN", stream)));
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
        await().atMost(PATIENCE).until(() -> deadLetters(pipeline) > before);
    }

    long deadLetters(String pipeline) {
        return length(pipeline + ":process:dlq");
    }

    /** Adds dead letters as the gateway writes them. */
    void addDeadLetters(int count, String reason) {
        valkey.command("EVAL", ADD_DEAD_LETTERS, "1", "image:process:dlq", Integer.toString(count), reason);
    }

    /** Waits until there are so many results. */
    void awaitResults(String pipeline, int count) {
        await().atMost(PATIENCE).until(() -> length(pipeline + ":result") == count);
    }

    /** Puts the raw image there that a dead letter lacks. */
    void putSource(String imageId) {
        putSource(imageId, new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB));
    }

    void putSource(String imageId, BufferedImage picture) {
        try {
            Path file = folder.resolve("incoming").resolve(sourceOf(imageId));
            Files.createDirectories(file.getParent());
            ImageIO.write(picture, "png", file.toFile());
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
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
