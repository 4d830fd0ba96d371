package io.follow.gateway.image.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFolderTest {

    @TempDir
    private Path parent;

    private Path first;

    @BeforeEach
    void open() throws IOException {
        first = LibraryFolder.open(parent);
    }

    @Test
    void nobodyElseMayWriteToIt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
                .isEqualTo("rwx------");
    }

    @Test
    void isSharedByAllStartsOfAUser() throws IOException {
        // given
        Files.writeString(first.resolve("library.so"), "unpacked");

        // when
        Path second = LibraryFolder.open(parent);

        // then
        assertThat(second).isEqualTo(first);
        assertThat(second.resolve("library.so")).exists();
        assertThat(parent.toFile().list()).hasSize(1);
    }

    @Test
    void isNotSharedOnceOthersCouldWriteToIt() throws IOException {
        // given
        Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("rwxrwxrwx"));

        // when, then
        assertThat(LibraryFolder.open(parent)).isNotEqualTo(first).isEmptyDirectory();
    }

    @Test
    void isNotSharedThroughALink() throws IOException {
        // given
        Path elsewhere = Files.move(first, parent.resolve("elsewhere"));
        Files.createSymbolicLink(first, elsewhere);

        // when, then
        assertThat(LibraryFolder.open(parent)).isNotEqualTo(first).isEmptyDirectory();
    }
}
