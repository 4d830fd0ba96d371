package io.follow.gateway.server;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** One start of an {@link EmbeddedServer}: lock, program, configuration, process, first answer. */
final class EmbeddedServerLauncher {

    /** Finds a port; it may be taken by the time the server binds it. */
    interface PortSource {
        int next() throws IOException;
    }

    private static final int PORT_TRIES = 5;
    private static final int PASSWORD_BYTES = 24;
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Short, because a stranger on the port may never answer; a busy server of ours is asked again. */
    private static final Duration REPLY_TIMEOUT = Duration.ofMillis(500);

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
        for (int attempt = 1; attempt <= PORT_TRIES; attempt++) {
            ServerConfiguration configuration = new ServerConfiguration(folder, ports.next(), newPassword());
            configuration.write();
            PrivateFiles.writeText(passwordFile(folder), configuration.password() + "\n");
            PrivateFiles.writeText(folder.resolve("port"), configuration.port() + "\n");
            SupervisedProcess process = run(program);
            boolean ready = false;
            try {
                ready = awaitFirstAnswer(process, program, configuration);
            } finally {
                if (!ready) {
                    process.close();
                }
            }
            if (ready) {
                return new EmbeddedServer(program, configuration, process, lock);
            }
        }
        throw new EmbeddedServerException(
                "found " + PORT_TRIES + " ports in a row taken by others; expected a free port on 127.0.0.1");
    }

    private SupervisedProcess run(ServerProgram program) throws IOException {
        List<String> command = List.of(
                program.path().toString(), ServerConfiguration.file(folder).toString());
        return SupervisedProcess.start(command, folder, options.stopTimeout(), options.searchPath());
    }

    /** Returns false when another process has taken the port. */
    private boolean awaitFirstAnswer(
            SupervisedProcess process, ServerProgram program, ServerConfiguration configuration) {
        long deadline = System.nanoTime() + options.startTimeout().toNanos();
        try {
            while (!process.awaitExit(PAUSE)) {
                if (answers(configuration)) {
                    return true;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new EmbeddedServerException(program.version() + " did not answer within "
                            + options.startTimeout().toSeconds() + " s; its last words: " + process.lastWords());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while " + program.version() + " was starting", e);
        }
        String lastWords = process.lastWords();
        if (lastWords.contains("Failed listening on port")) {
            return false;
        }
        throw new EmbeddedServerException(program.version() + " ended at its start: " + lastWords);
    }

    private static boolean answers(ServerConfiguration configuration) {
        try (RespConnection connection = RespConnection.open(configuration.port(), REPLY_TIMEOUT)) {
            connection.call("AUTH", configuration.password());
            return "PONG".equals(connection.call("PING"));
        } catch (IOException e) {
            // Not listening yet, loading its data, or another's server: to be asked again.
            return false;
        }
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
