package io.follow.gateway.embedded;

import io.follow.gateway.testing.PlainConnection;
import io.follow.gateway.testing.ServerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** What the tests of the embedded server have in common. */
final class EmbeddedServers {

    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(5);

    private EmbeddedServers() {}

    /** Options for the server under test. */
    static EmbeddedServerOptions options(Path folder) {
        String program = ServerUnderTest.program().path().toString();
        return EmbeddedServerOptions.of(folder, Map.of("VALKEY_SERVER_BIN", program, "PATH", System.getenv("PATH")));
    }

    /** Sends one command with the server's password. */
    static String call(EmbeddedServer server, String... words) {
        try (PlainConnection connection = connect(server)) {
            return connection.call(words);
        }
    }

    /** Connects with the server's password. */
    static PlainConnection connect(EmbeddedServer server) {
        return PlainConnection.open(
                server.port(), REPLY_TIMEOUT, server.uri().getUserInfo().substring(1));
    }

    /** The process that answers. */
    static ProcessHandle processOf(EmbeddedServer server) {
        String info = call(server, "INFO", "server");
        String pid = info.replaceFirst("(?s).*process_id:(\\d+).*", "$1");
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }
}
