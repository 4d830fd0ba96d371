package io.follow.gateway.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {

    @TempDir
    private Path dataDir;

    @Test
    void keepsItsNameOverARestart() throws IOException {
        String name = nameOfOneRun();
        assertThat(nameOfOneRun()).isEqualTo(name).matches(".+-[0-9a-f]{8}");
    }

    @Test
    void neverSharesItsNameWithAProcessThatRuns() throws IOException {
        try (Instance one = Instance.of(dataDir);
                Instance other = Instance.of(dataDir)) {
            assertThat(other.name()).isNotEqualTo(one.name());
        }
    }

    @Test
    void takesANewNameWhereTheKeptOneIsDamaged() throws IOException {
        // given
        String name = nameOfOneRun();
        Path kept = dataDir.resolve("instances/instance-1");
        Files.writeString(kept, "no id");

        // when
        String next = nameOfOneRun();

        // then
        assertThat(next).isNotEqualTo(name).matches(".+-[0-9a-f]{8}");
        assertThat(Files.readString(kept)).hasSize(8);
        assertThat(nameOfOneRun()).isEqualTo(next);
    }

    @Test
    void refusesADataFolderThatCannotBeWritten() throws IOException {
        Path file = Files.createFile(dataDir.resolve("file"));
        assertThatThrownBy(() -> Instance.of(file))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(
                        "IMG_GW_DATA_DIR is \"" + file + "\", expected a directory that can be created and written (");
    }

    private String nameOfOneRun() throws IOException {
        try (Instance instance = Instance.of(dataDir)) {
            return instance.name();
        }
    }
}
