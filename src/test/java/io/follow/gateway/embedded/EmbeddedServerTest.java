package io.follow.gateway.embedded;

import static io.follow.gateway.embedded.EmbeddedServers.call;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.embedded.ServerProgram.Kind;
import io.follow.gateway.testing.PlainConnection;
import io.follow.gateway.testing.ServerUnderTest;
import io.follow.gateway.testing.Signals;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServerTest {

    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @Test
    void answersOnTheLoopbackAddressToItsPasswordAlone() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start(options())) {
            assertThat(server.isAlive()).isTrue();
            assertThat(server.program().path())
                    .isEqualTo(ServerUnderTest.program().path());
            // A server on all addresses would answer here too.
            assertThatThrownBy(() -> new Socket("127.0.0.2", server.port()).close())
                    .isInstanceOf(ConnectException.class);
            try (PlainConnection stranger = PlainConnection.open(server.port(), REPLY_TIMEOUT)) {
                assertThatThrownBy(() -> stranger.call("PING")).hasMessageStartingWith("NOAUTH");
            }
        }
    }

    @Test
    void leavesPasswordAndPortInFilesForTheOperator() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start(options())) {
            String password = Files.readString(server.passwordFile()).strip();
            assertThat(server.uri()).hasToString("redis://:" + password + "@127.0.0.1:" + server.port());
            assertThat(server.passwordFile()).isEqualTo(dataFolder().resolve("password"));
            assertThat(dataFolder().resolve("port")).hasContent(server.port() + "\n");
        }
    }

    @Test
    void keepsThePasswordOutOfProcessListsAndFromOtherUsers() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start(options())) {
            String password = Files.readString(server.passwordFile()).strip();

            assertThat(commandLines()).anyMatch(line -> line.contains("valkey.conf"));
            assertThat(commandLines()).noneMatch(line -> line.contains(password));
            assertThat(server.toString()).doesNotContain(password);
            assertThat(Files.getPosixFilePermissions(server.passwordFile()))
                    .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
            assertThat(Files.getPosixFilePermissions(ServerConfiguration.file(dataFolder())))
                    .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
        }
    }

    @Test
    void keepsItsDataOverARestart() throws IOException {
        // given
        try (EmbeddedServer server = EmbeddedServer.start(options())) {
            call(server, "XADD", "image:process", "1-1", "image_id", "a");
        }

        // when
        try (EmbeddedServer server = EmbeddedServer.start(options())) {

            // then
            assertThat(call(server, "XLEN", "image:process")).isEqualTo("1");
        }
    }

    @Test
    void letsTheBundledServerReadWhatAnotherHasWritten() throws IOException {
        // given
        try (EmbeddedServer server = EmbeddedServer.start(options())) {
            call(server, "XADD", "image:process", "1-1", "image_id", "a");
            call(server, "BGREWRITEAOF");
            await().until(() -> call(server, "INFO", "persistence").contains("aof_rewrite_in_progress:0"));
        }

        // when
        EmbeddedServerOptions bundled = EmbeddedServerOptions.of(folder, Map.of("PATH", "/nowhere"));
        try (EmbeddedServer server = EmbeddedServer.start(bundled)) {

            // then
            assertThat(server.program().kind()).isEqualTo(Kind.BUNDLED);
            assertThat(server.program().path()).startsWith(dataFolder());
            assertThat(call(server, "XLEN", "image:process")).isEqualTo("1");
        }
    }

    @Test
    void copesWithADataDirectoryOfAnUnusualName() throws IOException {
        // given
        EmbeddedServerOptions options = EmbeddedServers.options(folder.resolve("my \"data\" \\ größe"));

        // when
        try (EmbeddedServer server = EmbeddedServer.start(options)) {

            // then
            assertThat(call(server, "PING")).isEqualTo("PONG");
            assertThat(options.dataDirectory().resolve("valkey/appendonlydir")).isDirectory();
        }
    }

    @Test
    void takesAnotherPortWhenTheFirstIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // given
            int free = FreePort.onLoopback();
            Iterator<Integer> ports = List.of(taken.getLocalPort(), free).iterator();

            // when
            try (EmbeddedServer server = new EmbeddedServerLauncher(options(), ports::next).start()) {

                // then
                assertThat(server.port()).isEqualTo(free);
                assertThat(call(server, "PING")).isEqualTo("PONG");
            }
        }
    }

    @Test
    void killsAServerThatDoesNotStop() throws IOException {
        // given
        EmbeddedServer server =
                EmbeddedServer.start(options().withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(1)));
        ProcessHandle process = EmbeddedServers.processOf(server);
        Signals.send("STOP", process.pid());

        // when
        server.close();

        // then
        assertThat(process.isAlive()).isFalse();
    }

    private Path dataFolder() {
        return folder.resolve("valkey");
    }

    private static List<String> commandLines() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .toList();
    }

    private EmbeddedServerOptions options() {
        return EmbeddedServers.options(folder);
    }
}
