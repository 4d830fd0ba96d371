package io.follow.gateway.storage;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import java.util.regex.Pattern;

/** Describes a file system failure without the paths that exceptions contain. */
final class FailureText {

    private static final Pattern NO_ROOM =
            Pattern.compile("No space left|[Qq]uota exceeded|File too large|not enough space");

    private FailureText() {}

    /** Whether a smaller file might have fit. */
    static boolean isNoRoom(IOException failure) {
        return NO_ROOM.matcher(String.valueOf(failure.getMessage())).find();
    }

    static String of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "a file or directory disappeared";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NotDirectoryException || failure instanceof FileAlreadyExistsException) {
            return "found a file in place of a directory";
        }
        if (failure instanceof ClosedByInterruptException) {
            return "interrupted";
        }
        if (failure instanceof FileSystemException withPaths) {
            return Objects.requireNonNullElse(
                    withPaths.getReason(), failure.getClass().getSimpleName());
        }
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }
}
