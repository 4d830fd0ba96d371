package io.follow.gateway.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the {@link EmbeddedServer} that a gateway in another process runs on the same data directory. */
public final class RunningServer {

    private RunningServer() {}

    /**
     * Its URI, including the password; must not be logged.
     *
     * @throws EmbeddedServerException if no gateway has run there, or this user cannot read its files
     */
    public static URI uri(Path dataDirectory) {
        Path folder = dataDirectory.toAbsolutePath().normalize().resolve("valkey");
        try {
            String port = Files.readString(folder.resolve("port")).strip();
            String password = Files.readString(EmbeddedServerLauncher.passwordFile(folder))
                    .strip();
            return URI.create("redis://:" + password + "@127.0.0.1:" + Integer.parseInt(port));
        } catch (IOException | IllegalArgumentException e) {
            throw new EmbeddedServerException(
                    "found no running gateway on the data directory '" + dataDirectory
                            + "' (IMG_GW_DATA_DIR); expected one that this user started, or REDIS_URL",
                    e);
        }
    }
}
