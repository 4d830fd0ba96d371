package io.follow.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

    @TempDir
    private Path folder;

    @Test
    void joinsTheLastTwoWarnings() throws IOException {
        // given
        Path log = log(
                """
                12:M 24 Feb 2026 10:00:00.001 # WARNING Memory overcommit must be enabled!
                12:M 24 Feb 2026 10:00:00.002 * Server initialized
                12:M 24 Feb 2026 10:00:00.003 # Can't handle RDB format version 11
                12:M 24 Feb 2026 10:00:00.004 # Fatal error loading the DB, check server logs. Exiting.
                12:M 24 Feb 2026 10:00:00.005 * bye

                """);

        // when // then
        assertThat(ServerLog.lastWords(log))
                .isEqualTo("Can't handle RDB format version 11;"
                        + " Fatal error loading the DB, check server logs. Exiting.");
    }

    @Test
    void takesTheLastLineWhenNothingIsAWarning() throws IOException {
        assertThat(ServerLog.lastWords(log("*** FATAL CONFIG FILE ERROR ***\nBad directive \n\n")))
                .isEqualTo("Bad directive");
    }

    @Test
    void saysSoWhenThereIsNothingToRead() throws IOException {
        assertThat(ServerLog.lastWords(log("\n"))).isEqualTo("it logged nothing");
        assertThat(ServerLog.lastWords(folder.resolve("missing"))).isEqualTo("its log cannot be read");
    }

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("server.log"), text);
    }
}
