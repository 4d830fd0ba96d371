package io.follow.gateway.page;

import io.follow.gateway.testing.GatewayApplication;
import io.follow.gateway.testing.ServerUnderTest;
import io.follow.gateway.testing.Signals;
import io.follow.gateway.welcome.Welcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A gateway with nothing configured, and so with a server of its own, as somebody meets it who has just started it. */
final class EmbeddedGateway implements AutoCloseable {

    private final Path folder;
    private final Turnstile turnstile;
    private final ConfigurableApplicationContext context;

    private EmbeddedGateway(Path folder, Turnstile turnstile, ConfigurableApplicationContext context) {
        this.folder = folder;
        this.turnstile = turnstile;
        this.context = context;
    }

    static EmbeddedGateway start() {
        try {
            Path folder = Files.createTempDirectory("embedded-gateway");
            // Prevents the sample picture of a first start.
            Files.createFile(Files.createDirectories(folder.resolve("data")).resolve(Welcome.SAMPLE_SHOWN));
            Turnstile turnstile = new Turnstile();
            return new EmbeddedGateway(
                    folder,
                    turnstile,
                    GatewayApplication.builder()
                            .initializers(context -> context.getBeanFactory().registerSingleton("turnstile", turnstile))
                            .run(
                                    "--VALKEY_SERVER_BIN="
                                            + ServerUnderTest.program().path(),
                                    "--IMG_GW_DATA_DIR=" + folder.resolve("data"),
                                    "--IMG_GW_PORT=0",
                                    "--IMG_GW_HOST=127.0.0.1",
                                    "--IMG_GW_MANAGEMENT_PORT=0",
                                    "--gateway.status.min-interval=0ms"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where jobs can be kept waiting. */
    Turnstile turnstile() {
        return turnstile;
    }

    /** Opens the page in a new tab. */
    void open(Browser browser) {
        browser.open(URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + "/"));
        browser.see("#drop", "up to 10.5 MB each");
    }

    /** The object that a result names. */
    Path processed(String storageKey) {
        return folder.resolve("data/processed").resolve(storageKey);
    }

    /** Stops the gateway's own server, as if the machine had frozen it. */
    void freezeServer() {
        signalServer("STOP");
    }

    void thawServer() {
        signalServer("CONT");
    }

    private void signalServer(String signal) {
        try {
            String pid =
                    Files.readString(folder.resolve("data/valkey/server.pid")).strip();
            Signals.send(signal, Long.parseLong(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
