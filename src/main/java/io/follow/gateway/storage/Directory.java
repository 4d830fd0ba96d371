package io.follow.gateway.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;

/**
 * An open directory. All names are single path elements within it, and symbolic links are never followed. Used by one
 * thread.
 */
interface Directory extends Closeable {

    /**
     * Opens the root of a store, which the operator configures and which may be a link. If the platform supports it
     * (Linux), the open directory stays the same even if it is moved or replaced by a link in the meantime.
     */
    @SuppressWarnings("StreamResourceLeak") // the returned directory owns the stream
    static Directory open(Path path) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(path);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new PinnedDirectory(secure);
        }
        stream.close();
        return PathDirectory.open(path);
    }

    /**
     * The attributes of an entry; for a link, those of the link itself.
     *
     * @throws NoSuchFileException if there is no such entry
     */
    BasicFileAttributes attributes(String name) throws IOException;

    /** The kind of an entry. */
    default EntryKind kind(String name) throws IOException {
        try {
            return EntryKind.of(attributes(name));
        } catch (NoSuchFileException missing) {
            return EntryKind.MISSING;
        }
    }

    /** The time when a file was last modified. */
    default Instant lastModified(String name) throws IOException {
        return attributes(name).lastModifiedTime().toInstant();
    }

    /** Opens a subdirectory. */
    Directory openFolder(String name) throws IOException;

    /** Opens a file; the caller has checked that it is not a pipe. */
    FileChannel openFile(String name, OpenOption... options) throws IOException;

    /** All names; may be called once. */
    List<String> names() throws IOException;

    /** Moves a file or directory to another directory atomically, replacing an existing file. */
    void move(String name, Directory target, String newName) throws IOException;

    void deleteFile(String name) throws IOException;

    /** Deletes an empty directory. */
    void deleteFolder(String name) throws IOException;

    /** Flushes this directory, so that moves into it survive a power failure. */
    void force() throws IOException;
}
