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
 * An open folder. All names are single names within it, and no symbolic link is ever followed. Used by one thread.
 */
interface Directory extends Closeable {

    /**
     * Opens a store's root, which the operator names and which may be a link. Where the platform offers it (Linux), the
     * folder stays the same one even when somebody moves it or puts a link in its place meanwhile.
     */
    @SuppressWarnings("StreamResourceLeak") // the folder that is returned owns the stream
    static Directory open(Path path) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(path);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new PinnedDirectory(secure);
        }
        stream.close();
        return PathDirectory.open(path);
    }

    /**
     * The attributes of what is under a name, and of a link itself.
     *
     * @throws NoSuchFileException when there is nothing
     */
    BasicFileAttributes attributes(String name) throws IOException;

    /** What is under a name. */
    default EntryKind kind(String name) throws IOException {
        try {
            return EntryKind.of(attributes(name));
        } catch (NoSuchFileException missing) {
            return EntryKind.MISSING;
        }
    }

    /** When a file was last written. */
    default Instant lastModified(String name) throws IOException {
        return attributes(name).lastModifiedTime().toInstant();
    }

    /** Opens a folder within this one. */
    Directory openFolder(String name) throws IOException;

    /** Opens a file; the caller has made sure that it is no pipe. */
    FileChannel openFile(String name, OpenOption... options) throws IOException;

    /** All names, to be asked once. */
    List<String> names() throws IOException;

    /** Moves a file or folder to another folder, replacing a file that is there, in one step. */
    void move(String name, Directory target, String newName) throws IOException;

    void deleteFile(String name) throws IOException;

    /** Removes an empty folder. */
    void deleteFolder(String name) throws IOException;

    /** Makes moves into this folder survive a power failure. */
    void force() throws IOException;
}
