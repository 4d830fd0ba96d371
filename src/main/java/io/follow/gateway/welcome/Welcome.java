package io.follow.gateway.welcome;

import io.follow.gateway.embedded.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Greets whoever starts the gateway with nothing configured: says what to try, and on the very first start puts a sample
 * picture into the inbox, so that the main job is seen to run.
 */
public final class Welcome {

    /** The file in the data directory that says that this is not the first start. */
    public static final String SAMPLE_SHOWN = "sample-shown";

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.welcome");

    private final Path dataDir;
    private final Path inbox;
    private final EmbeddedServer server;

    public Welcome(Path dataDir, Path inbox, EmbeddedServer server) {
        this.dataDir = dataDir;
        this.inbox = inbox;
        this.server = server;
    }

    /**
     * Called once the gateway is ready.
     *
     * @param port where it answers HTTP
     */
    public void greet(int port) {
        LOG.info("ready, with a server of its own ({})", server.program().version());
        LOG.info("  put a photo into    {}", inbox);
        LOG.info("  results appear in   {}", dataDir.resolve("processed"));
        LOG.info("  see it in a browser http://127.0.0.1:{}/", port);
        LOG.info("  state over HTTP     http://127.0.0.1:{}/health/ready", port);
        LOG.info(
                "  look into the server: REDISCLI_AUTH=$(cat {}) valkey-cli -p {}",
                server.passwordFile(),
                server.port());
        try {
            dropSampleOnce();
        } catch (IOException e) {
            LOG.warn(
                    "no sample picture: the inbox cannot be written ({})",
                    e.getClass().getSimpleName());
        }
    }

    private void dropSampleOnce() throws IOException {
        Path shown = dataDir.resolve(SAMPLE_SHOWN);
        if (Files.exists(shown)) {
            return;
        }
        LOG.info("this is the first start: a sample picture is on its way through the gateway");
        Files.createDirectories(inbox);
        Path hidden = inbox.resolve(".sample.jpg.part");
        Files.write(hidden, SamplePicture.jpeg());
        Files.move(hidden, inbox.resolve("sample.jpg"), StandardCopyOption.ATOMIC_MOVE);
        Files.createFile(shown);
    }
}
