package io.follow.gateway.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/** Starts the server program on a configuration and waits for its first answer. */
final class ServerStarter {

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Short, because another program on the port may never answer; our own server, if busy, is asked again. */
    private static final Duration REPLY_TIMEOUT = Duration.ofMillis(500);

    private final EmbeddedServerOptions options;
    private final ServerProgram program;

    ServerStarter(EmbeddedServerOptions options, ServerProgram program) {
        this.options = options;
        this.program = program;
    }

    ServerProgram program() {
        return program;
    }

    /**
     * Starts the program and truncates its log.
     *
     * @return empty if another process has taken the port
     * @throws EmbeddedServerException if it exits or does not answer in time; it is no longer running then
     */
    Optional<SupervisedProcess> start(ServerConfiguration configuration) throws IOException {
        configuration.write();
        List<String> command = List.of(
                program.path().toString(),
                ServerConfiguration.file(configuration.folder()).toString());
        SupervisedProcess process =
                SupervisedProcess.start(command, configuration.folder(), options.stopTimeout(), options.searchPath());
        boolean ready = false;
        try {
            ready = awaitFirstAnswer(process, configuration);
        } finally {
            if (!ready) {
                process.close();
            }
        }
        return ready ? Optional.of(process) : Optional.empty();
    }

    private boolean awaitFirstAnswer(SupervisedProcess process, ServerConfiguration configuration) {
        long deadline = System.nanoTime() + options.startTimeout().toNanos();
        try {
            while (!process.awaitExit(PAUSE)) {
                if (answers(configuration)) {
                    return true;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new EmbeddedServerException(program.version() + " did not answer within "
                            + options.startTimeout().toSeconds() + " s; its last log line: " + process.lastWords());
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
        throw new EmbeddedServerException(program.version() + " ended during its startup: " + lastWords);
    }

    private static boolean answers(ServerConfiguration configuration) {
        JedisClientConfig client = DefaultJedisClientConfig.builder()
                .timeoutMillis((int) REPLY_TIMEOUT.toMillis())
                .password(configuration.password())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
        try (Connection connection = new Connection(new HostAndPort("127.0.0.1", configuration.port()), client)) {
            return connection.ping();
        } catch (RuntimeException e) {
            // Not listening yet, loading its data, or another program that answers anything: ask again.
            return false;
        }
    }
}
