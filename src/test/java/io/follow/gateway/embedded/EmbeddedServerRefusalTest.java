package io.follow.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.testing.ServerUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the embedded server is not to be had, and what the operator is told. */
class EmbeddedServerRefusalTest {

    @TempDir
    private Path folder;

    @Test
    void refusesADataDirectoryThatAnotherGatewayUses() {
        try (EmbeddedServer server = EmbeddedServer.start(options())) {
            assertThatThrownBy(() -> EmbeddedServer.start(options()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessage("the data directory is in use by another gateway;"
                            + " expected IMG_GW_DATA_DIR to name one that no other gateway uses");
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void refusesADataDirectoryThatIsAFile() throws IOException {
        // given
        Path file = Files.createFile(folder.resolve("file"));

        // when // then
        assertThatThrownBy(() -> EmbeddedServer.start(EmbeddedServers.options(file)))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageStartingWith("the data directory '" + file + "' (IMG_GW_DATA_DIR) cannot be used: ");
    }

    @Test
    void refusesAWrongProgramAndFreesTheDataDirectory() {
        // given
        EmbeddedServerOptions wrong = EmbeddedServerOptions.of(folder, Map.of("VALKEY_SERVER_BIN", "/nowhere/x"));

        // when
        assertThatThrownBy(() -> EmbeddedServer.start(wrong))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageStartingWith("VALKEY_SERVER_BIN=/nowhere/x is not an executable file; ");

        // then
        try (EmbeddedServer server = EmbeddedServer.start(options())) {
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void givesUpWhenEveryPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedServerLauncher launcher = new EmbeddedServerLauncher(options(), taken::getLocalPort);

            assertThatThrownBy(launcher::start)
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessage("found 5 ports in a row in use; expected a free port on 127.0.0.1");
        }
    }

    @Test
    void saysWhyTheServerEndedAtItsStart() throws IOException {
        // given
        Path appendOnly = dataFolder().resolve("appendonlydir");
        Files.createDirectories(appendOnly);
        Files.writeString(appendOnly.resolve("appendonly.aof.manifest"), "no manifest at all\n");

        // when // then
        assertThatThrownBy(() -> EmbeddedServer.start(options()))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageStartingWith(ServerUnderTest.program().version() + " ended during its startup: ")
                .hasMessageContaining("AOF manifest file")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() throws IOException {
        // given
        Path mute = FakeProgram.write(
                folder.resolve("bin"),
                "server",
                "[ \"$1\" = --version ] && { " + FakeProgram.VALKEY_8 + "; exit; }; echo thinking; exec sleep 60");
        EmbeddedServerOptions options = EmbeddedServerOptions.of(folder, Map.of("VALKEY_SERVER_BIN", mute.toString()))
                .withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));

        // when // then
        assertThatThrownBy(() -> EmbeddedServer.start(options))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessage("Valkey 8.0.1 did not answer within 1 s; its last log line: thinking");
    }

    @Test
    void refusesTimesBelowASecond() {
        assertThatThrownBy(() -> options().withTimeouts(Duration.ofMillis(999), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("startTimeout is PT0.999S; expected at least 1 s");
    }

    private Path dataFolder() {
        return folder.resolve("valkey");
    }

    private EmbeddedServerOptions options() {
        return EmbeddedServers.options(folder);
    }
}
