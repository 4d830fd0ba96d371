package io.follow.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/fetch-valkey.sh} does before it asks for any package. */
class FetchValkeyTest {

    @TempDir
    private Path folder;

    @Test
    void saysWhatItExpectsInOneLine() throws IOException {
        assertThat(fetch(1)).isEqualTo("fetch-valkey: expected: fetch-valkey.sh DEST [SUITE]\n");
    }

    @Test
    void leavesAValkeyThatRunsAsItIs() throws IOException {
        // given
        serverIn(folder, "echo 'Valkey server v=8.0.1 sha=0'");

        // when // then
        assertThat(fetch(0, folder.toString())).isEqualTo("fetch-valkey: Valkey 8.0.1 is already in " + folder + "\n");
    }

    @Test
    void refusesAFolderWhoseServerDoesNotRun() throws IOException {
        // given
        serverIn(folder, "exit 127");

        // when // then
        assertThat(fetch(1, folder.toString())).contains("/bin/valkey-server does not run here; remove " + folder);
    }

    @Test
    void refusesAFolderThatHoldsSomethingElse() throws IOException {
        // given
        Path other = Files.createFile(folder.resolve("other"));

        // when // then
        assertThat(fetch(1, folder.toString())).contains("holds other files; expected a new or an empty folder");
        assertThat(folder).isDirectoryContaining(other::equals);
    }

    @Test
    void namesAWayOutWhereThereIsNoApt() throws IOException {
        // given
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("basename", "dirname", "ls", "mkdir", "sed")) {
            Path program = Stream.of("/usr/bin", "/bin")
                    .map(bin -> Path.of(bin, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(tools.resolve(tool), program);
        }
        String destination = folder.resolve("new").toString();
        ProcessBuilder script = new ProcessBuilder("/bin/bash", "scripts/fetch-valkey.sh", destination);
        script.environment().put("PATH", tools.toString());

        // when // then
        assertThat(run(script, 1))
                .isEqualTo("fetch-valkey: apt-get not found; this works on Debian and Ubuntu,"
                        + " elsewhere install Valkey and set VALKEY_SERVER_BIN\n");
    }

    private static void serverIn(Path folder, String script) throws IOException {
        Path program = Files.createDirectory(folder.resolve("bin")).resolve("valkey-server");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String fetch(int expectedStatus, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "scripts/fetch-valkey.sh"));
        command.addAll(List.of(arguments));
        return run(new ProcessBuilder(command), expectedStatus);
    }

    private static String run(ProcessBuilder script, int expectedStatus) throws IOException {
        Process process = script.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(output).isEqualTo(expectedStatus);
        return output;
    }
}
