package io.follow.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTextTest {

    private static final String PATH = "/srv/images/a";

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoSuchFileException(PATH), "a file or directory disappeared"),
                Arguments.of(new AccessDeniedException(PATH), "permission denied"),
                Arguments.of(new NotDirectoryException(PATH), "found a file in place of a directory"),
                Arguments.of(new FileAlreadyExistsException(PATH), "found a file in place of a directory"),
                Arguments.of(new ClosedByInterruptException(), "interrupted"),
                Arguments.of(new FileSystemException(PATH, null, "Too many open files"), "Too many open files"),
                Arguments.of(new FileSystemException(PATH), "FileSystemException"),
                Arguments.of(new IOException("No space left on device"), "No space left on device"),
                Arguments.of(new IOException(), "IOException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhyWithoutThePath(IOException failure, String reason) {
        assertThat(FailureText.of(failure)).isEqualTo(reason);
    }
}
