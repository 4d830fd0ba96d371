package io.follow.gateway.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.follow.gateway.testing.ServerUnderTest;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The shell commands of README.md. */
final class ReadmeCommands {

    private static final Path README = Path.of("README.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```\n");

    private ReadmeCommands() {}

    /** All blocks of a section but those that build or start the gateway. */
    static String below(String heading) throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf("\n## " + heading + "\n") + 1;
        String commands = BLOCK.matcher(readme.substring(begin, readme.indexOf("\n## ", begin)))
                .results()
                .map((MatchResult block) -> block.group(1))
                .filter(block -> !block.startsWith("mvn "))
                .collect(Collectors.joining("\n"));
        assertThat(commands).as(heading).isNotEmpty();
        return commands;
    }

    /** Gives commands to a shell by its standard input, as a terminal does, and returns what is printed. */
    static String paste(String commands, Path folder) throws IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("commands"), commands);
        Path output = folder.resolve("printed");
        ProcessBuilder builder = new ProcessBuilder("bash", "-e")
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectErrorStream(true);
        Path programs = ServerUnderTest.program().path().toAbsolutePath().getParent();
        assumeTrue(
                Files.isExecutable(programs.resolve("valkey-cli")),
                () -> "found no valkey-cli beside the server of the tests: README.md is not tested");
        builder.environment().merge("PATH", programs.toString(), (path, own) -> own + File.pathSeparator + path);
        Process shell = builder.start();
        try {
            assertThat(shell.waitFor(2, TimeUnit.MINUTES)).as("ends").isTrue();
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(shell.exitValue()).as(printed).isZero();
            return printed;
        } finally {
            shell.destroyForcibly();
        }
    }
}
