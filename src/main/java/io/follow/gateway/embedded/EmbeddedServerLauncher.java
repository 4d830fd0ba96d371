package io.follow.gateway.embedded;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** Starts an {@link EmbeddedServer}: lock, program, configuration, process. */
final class EmbeddedServerLauncher {

    /** Finds a free port; it may be taken by the time the server binds it. */
    interface PortSource {
        int next() throws IOException;
    }

    private static final int PORT_TRIES = 5;
    private static final int PASSWORD_BYTES = 24;
    private final EmbeddedServerOptions options;
    private final PortSource ports;
    private final Path folder;

    EmbeddedServerLauncher(EmbeddedServerOptions options) {
        this(options, FreePort::onLoopback);
    }

    EmbeddedServerLauncher(EmbeddedServerOptions options, PortSource ports) {
        this.options = options;
        this.ports = ports;
        this.folder = options.dataDirectory().toAbsolutePath().normalize().resolve("valkey");
    }

    static Path passwordFile(Path folder) {
        return folder.resolve("password");
    }

    EmbeddedServer start() {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            throw new EmbeddedServerException(
                    "found no /bin/sh; the embedded server needs Linux or macOS, elsewhere set REDIS_URL");
        }
        try {
            PrivateFiles.createFolder(folder);
            DataFolderLock lock = DataFolderLock.acquire(folder);
            boolean started = false;
            try {
                EmbeddedServer server = startLocked(lock);
                started = true;
                return server;
            } finally {
                if (!started) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "the data directory '" + options.dataDirectory() + "' (IMG_GW_DATA_DIR) cannot be used: "
                            + reason(e),
                    e);
        }
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private EmbeddedServer startLocked(DataFolderLock lock) throws IOException {
        String mark = ServerConfiguration.file(folder).toString();
        if (!PidFile.awaitEnd(SupervisedProcess.pidFile(folder), mark, options.startTimeout())) {
            throw new EmbeddedServerException("the server of an earlier gateway still runs on the data directory after "
                    + options.startTimeout().toSeconds() + " s; expected it to end with that gateway");
        }
        ServerProgram program =
                new ServerProgramFinder(options.serverProgram(), options.searchPath(), folder.resolve("bin")).find();
        ServerStarter starter = new ServerStarter(options, program);
        for (int attempt = 1; attempt <= PORT_TRIES; attempt++) {
            ServerConfiguration configuration = new ServerConfiguration(folder, ports.next(), newPassword());
            PrivateFiles.writeText(passwordFile(folder), configuration.password() + "\n");
            PrivateFiles.writeText(folder.resolve("port"), configuration.port() + "\n");
            Optional<SupervisedProcess> process = starter.start(configuration);
            if (process.isPresent()) {
                return new EmbeddedServer(
                        ServerSupervisor.of(starter, configuration, process.get()), configuration, lock);
            }
        }
        throw new EmbeddedServerException(
                "found " + PORT_TRIES + " ports in a row in use; expected a free port on 127.0.0.1");
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
