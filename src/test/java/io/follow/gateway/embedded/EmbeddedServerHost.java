package io.follow.gateway.embedded;

import io.follow.gateway.testing.PlainConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A gateway in miniature, to be killed: holds an embedded server until its end, and at an orderly end asks the server
 * for an answer before it stops it.
 */
final class EmbeddedServerHost {

    private EmbeddedServerHost() {}

    /** Arguments: data directory, server program, search path, seconds to stop. */
    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedServerOptions options = EmbeddedServerOptions.of(
                        Path.of(arguments[0]), Map.of("VALKEY_SERVER_BIN", arguments[1], "PATH", arguments[2]))
                .withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(Long.parseLong(arguments[3])));
        EmbeddedServer server = EmbeddedServer.start(options);
        PlainConnection connection = EmbeddedServers.connect(server);
        connection.call("SET", "written", "before the end");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(server, connection)));
        System.out.println(
                "READY " + connection.call("INFO", "server").replaceFirst("(?s).*process_id:(\\d+).*", "$1"));
        Thread.currentThread().join();
    }

    private static void drain(EmbeddedServer server, PlainConnection connection) {
        try (server) {
            // Long enough for a signal that reached the server as well to have ended it.
            for (int i = 0; i < 200; i++) {
                connection.call("PING");
                Thread.sleep(5);
            }
            System.out.println("DRAINED " + connection.call("PING"));
        } catch (JedisException | InterruptedException e) {
            System.out.println("LOST THE SERVER " + e);
        }
    }
}
