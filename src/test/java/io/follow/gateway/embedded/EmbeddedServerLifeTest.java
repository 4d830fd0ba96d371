package io.follow.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.follow.gateway.testing.ChildJvm;
import io.follow.gateway.testing.PlainConnection;
import io.follow.gateway.testing.ServerUnderTest;
import io.follow.gateway.testing.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the server lives when the JVM that started it is killed, interrupted or still there. */
class EmbeddedServerLifeTest {

    private static final int CONTROL_C = 3;

    @TempDir
    private Path folder;

    @Test
    void endsWithAJvmThatIsKilled() throws IOException {
        // given
        Process jvm = ChildJvm.start(EmbeddedServerHost.class, hostArguments(System.getenv("PATH"), 10));
        ProcessHandle server = awaitServer(jvm.inputReader());
        List<ProcessHandle> all = jvm.descendants().toList();
        assertThat(all).contains(server);

        // when
        jvm.destroyForcibly();

        // then
        await().atMost(Duration.ofSeconds(10)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void isKilledWhenItHangsAfterItsJvmWasKilled() throws IOException {
        // given
        Process jvm = ChildJvm.start(EmbeddedServerHost.class, hostArguments(System.getenv("PATH"), 1));
        ProcessHandle server = awaitServer(jvm.inputReader());
        Signals.send("STOP", server.pid());

        // when
        jvm.destroyForcibly();

        // then
        await().atMost(Duration.ofSeconds(10)).until(() -> !server.isAlive());
    }

    @Test
    void isFollowedByAServerWithTheSameDataAtOnce() throws IOException {
        // given
        Process jvm = ChildJvm.start(EmbeddedServerHost.class, hostArguments(System.getenv("PATH"), 10));
        ProcessHandle first = awaitServer(jvm.inputReader());

        // when
        jvm.destroyForcibly();
        jvm.onExit().join();
        try (EmbeddedServer second = EmbeddedServer.start(options(Duration.ofSeconds(30)))) {

            // then
            assertThat(first.isAlive()).isFalse();
            try (PlainConnection connection = EmbeddedServers.connect(second)) {
                assertThat(connection.call("GET", "written")).isEqualTo("before the end");
            }
        }
    }

    @Test
    void keepsAnotherServerFromItsFilesWhileItLivesOn() throws IOException {
        // given a server that hangs and so outlives its JVM for a while
        Process jvm = ChildJvm.start(EmbeddedServerHost.class, hostArguments(System.getenv("PATH"), 20));
        ProcessHandle server = awaitServer(jvm.inputReader());
        Signals.send("STOP", server.pid());
        jvm.destroyForcibly();
        jvm.onExit().join();

        // when // then
        assertThatThrownBy(() -> EmbeddedServer.start(options(Duration.ofSeconds(1))))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageStartingWith("the server of an earlier gateway still runs on the data directory after 1 s;");
        server.destroyForcibly();
    }

    @Test
    void keepsASecondJvmFromItsDataDirectory() throws IOException {
        // given
        Process jvm = ChildJvm.start(EmbeddedServerHost.class, hostArguments(System.getenv("PATH"), 10));
        awaitServer(jvm.inputReader());

        // when // then
        assertThatThrownBy(() -> EmbeddedServer.start(options(Duration.ofSeconds(1))))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageStartingWith("the data directory is in use by another gateway;");
        jvm.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"setsid", "perl"})
    void outlivesACtrlCInTheTerminalUntilItIsStopped(String detacher) throws IOException {
        // given a JVM in the foreground of a terminal of its own
        Path path = Files.createDirectory(folder.resolve("path"));
        List<Path> programs = Executables.named(detacher, System.getenv("PATH"));
        List<Path> terminals = Executables.named("script", System.getenv("PATH"));
        assumeTrue(!programs.isEmpty() && !terminals.isEmpty(), "needs script and " + detacher);
        Files.createSymbolicLink(path.resolve(detacher), programs.get(0));
        String command = ChildJvm.command(EmbeddedServerHost.class, hostArguments(path.toString(), 10)).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        // A JVM that inherits an ignored SIGINT, as from a shell's background job, would never see Ctrl-C.
        String withCtrlC = "exec " + String.join(" ", Signals.withDefaultInterrupt()) + " " + command;
        Process terminal = new ProcessBuilder(terminals.get(0).toString(), "-qec", withCtrlC, "/dev/null")
                .redirectErrorStream(true)
                .start();
        ProcessHandle server = awaitServer(terminal.inputReader());

        // when
        terminal.getOutputStream().write(CONTROL_C);
        terminal.getOutputStream().flush();

        // then
        assertThat(terminal.inputReader().lines()).anyMatch(line -> line.contains("DRAINED PONG"));
        await().atMost(Duration.ofSeconds(10)).until(() -> !server.isAlive());
    }

    @Test
    void runsUndetachedWhereNoProgramCanDetachIt() throws IOException {
        // given
        Process jvm = ChildJvm.start(EmbeddedServerHost.class, hostArguments("/nowhere", 10));
        ProcessHandle server = awaitServer(jvm.inputReader());

        // when
        jvm.destroyForcibly();

        // then
        await().atMost(Duration.ofSeconds(10)).until(() -> !server.isAlive());
    }

    private static ProcessHandle awaitServer(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("READY ")) {
                return ProcessHandle.of(Long.parseLong(line.substring(6).strip()))
                        .orElseThrow();
            }
        }
        throw new AssertionError("the host ended without a server");
    }

    private String[] hostArguments(String searchPath, int stopSeconds) {
        String program = ServerUnderTest.program().path().toString();
        return new String[] {folder.toString(), program, searchPath, Integer.toString(stopSeconds)};
    }

    private EmbeddedServerOptions options(Duration startTimeout) {
        String program = ServerUnderTest.program().path().toString();
        return EmbeddedServerOptions.of(folder, Map.of("VALKEY_SERVER_BIN", program, "PATH", System.getenv("PATH")))
                .withTimeouts(startTimeout, Duration.ofSeconds(5));
    }
}
