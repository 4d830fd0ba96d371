package io.follow.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.embedded.ServerProgram.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProgramFinderTest {

    private static final ServerVersion BUNDLED_VERSION = new ServerVersion("Redis", 7, 0, 15);

    @TempDir
    private Path folder;

    @Test
    void prefersTheConfiguredProgramToThePath() throws IOException {
        // given
        Path configured = FakeProgram.write(folder.resolve("mine"), "server", FakeProgram.REDIS_7);
        FakeProgram.write(folder.resolve("path"), "valkey-server", FakeProgram.VALKEY_8);

        // when
        ServerProgram program = finder(configured.toString(), "path").find();

        // then
        assertThat(program)
                .isEqualTo(new ServerProgram(Kind.CONFIGURED, configured, new ServerVersion("Redis", 7, 2, 4)));
    }

    @Test
    void prefersAValkeyToARedisThatComesEarlierOnThePath() throws IOException {
        // given
        FakeProgram.write(folder.resolve("first"), "redis-server", FakeProgram.REDIS_7);
        Path valkey = FakeProgram.write(folder.resolve("second"), "valkey-server", FakeProgram.VALKEY_8);

        // when
        ServerProgram program = finder(null, "first", "second").find();

        // then
        assertThat(program)
                .isEqualTo(new ServerProgram(Kind.VALKEY_ON_PATH, valkey, new ServerVersion("Valkey", 8, 0, 1)));
    }

    @Test
    void passesOverServersOnThePathThatAreTooOldOrDoNotRun() throws IOException {
        // given
        FakeProgram.write(folder.resolve("first"), "valkey-server", "exit 127");
        FakeProgram.write(folder.resolve("first"), "redis-server", FakeProgram.REDIS_6);
        Path redis = FakeProgram.write(folder.resolve("second"), "redis-server", FakeProgram.REDIS_7);

        // when
        ServerProgram program = finder(" ", "first", "second").find();

        // then
        assertThat(program)
                .isEqualTo(new ServerProgram(Kind.REDIS_ON_PATH, redis, new ServerVersion("Redis", 7, 2, 4)));
    }

    @Test
    void takesTheBundledServerWhenThereIsNoOther() {
        // when
        ServerProgram program = finder(null, "empty").find();

        // then
        assertThat(program.kind()).isEqualTo(Kind.BUNDLED);
        assertThat(program.version()).isEqualTo(BUNDLED_VERSION);
        assertThat(program.path()).startsWith(folder.resolve("bundled"));
    }

    @Test
    void refusesAConfiguredProgramThatDoesNotExist() {
        // given
        String missing = folder.resolve("missing").toString();

        // when // then
        assertThatThrownBy(() -> finder(missing).find())
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessage("VALKEY_SERVER_BIN=" + missing
                        + " is not an executable file; expected a valkey-server, or a redis-server from 7.0 on");
    }

    @Test
    void refusesAConfiguredProgramThatIsNoServer() {
        assertThatThrownBy(() -> finder("/bin/cat").find())
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageStartingWith("VALKEY_SERVER_BIN=/bin/cat does not answer --version as a server does; ");
    }

    @Test
    void refusesAConfiguredProgramThatIsTooOld() throws IOException {
        // given
        Path old = FakeProgram.write(folder, "redis-server", FakeProgram.REDIS_6);

        // when // then
        assertThatThrownBy(() -> finder(old.toString()).find())
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining(" is Redis 6.0.16; expected ");
    }

    @Test
    void doesNotWaitForAProgramThatNeverEnds() throws IOException {
        // given
        Path endless = FakeProgram.write(folder, "endless", "while :; do read -r line || sleep 60; done");
        ServerProgramFinder finder = new ServerProgramFinder(
                endless.toString(), "", folder.resolve("bundled"), new VersionProbe(Duration.ofMillis(200)));

        // when // then
        assertThatThrownBy(finder::find)
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("does not answer --version");
    }

    @Test
    void repairsABundledServerThatWasChanged() throws IOException {
        // given
        Path path = finder(null).bundled().path();
        Files.write(path, new byte[] {1, 2, 3});

        // when
        ServerProgram program = finder(null).bundled();

        // then
        assertThat(program.version()).isEqualTo(BUNDLED_VERSION);
        assertThat(Files.getPosixFilePermissions(path)).hasSize(3);
    }

    @Test
    void copiesTheBundledServerOnlyOnce() throws IOException {
        // given
        Path path = finder(null).bundled().path();
        Object before = Files.getAttribute(path, "unix:ino");

        // when
        finder(null).bundled();

        // then
        assertThat(Files.getAttribute(path, "unix:ino")).isEqualTo(before);
    }

    @Test
    void looksOnlyInAbsoluteFoldersOfThePath() {
        assertThat(Executables.named("sh", "bin" + File.pathSeparator + File.pathSeparator + "."))
                .isEmpty();
        assertThat(Executables.named("sh", "bin" + File.pathSeparator + "/bin")).containsExactly(Path.of("/bin/sh"));
    }

    private ServerProgramFinder finder(String configured, String... pathFolders) {
        String searchPath = String.join(
                File.pathSeparator,
                Arrays.stream(pathFolders)
                        .map(name -> folder.resolve(name).toString())
                        .toList());
        return new ServerProgramFinder(configured, searchPath, folder.resolve("bundled"));
    }
}
