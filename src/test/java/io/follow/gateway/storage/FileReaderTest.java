package io.follow.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileReaderTest {

    @TempDir
    Path folder;

    private FileChannel tenBytes() throws IOException {
        return FileChannel.open(Files.write(folder.resolve("ten"), new byte[10]));
    }

    @Test
    void readsAFileOfTheKnownSize() throws IOException {
        try (FileChannel channel = tenBytes()) {
            assertThat(FileReader.read(channel, 10, byte[]::new).array()).hasSize(10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 11})
    void refusesAFileThatGrewOrShrankSinceItsSizeWasTaken(int size) throws IOException {
        try (FileChannel channel = tenBytes()) {
            assertThatIOException()
                    .isThrownBy(() -> FileReader.read(channel, size, byte[]::new))
                    .withMessage("the object changed while it was read");
        }
    }
}
