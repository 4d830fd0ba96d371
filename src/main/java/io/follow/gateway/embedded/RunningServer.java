package io.follow.gateway.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the {@link EmbeddedServer} that a gateway in another process runs on the same data directory. */
public final class RunningServer {

    private RunningServer() {}

    /**
     * Where it listens, with the password; not for logs.
     *
     * @throws EmbeddedServerException when no gateway has run there, or its files cannot be read by this user
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
