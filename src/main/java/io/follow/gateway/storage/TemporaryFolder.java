package io.follow.gateway.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hidden directory of a store in which objects and directories are created before they are moved into place. The
 * name of every entry begins with the process id and start time of its creator, because process ids alone repeat in
 * containers. Thread-safe.
 */
final class TemporaryFolder {

    static final String NAME = ImageStore.RESERVED_PART;

    /** The age from which a file counts as a leftover on file systems without locks. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

    private final Path root;
    private final DirectoryOpener opener;
    private final String processPrefix = ProcessHandle.current().pid() + "-"
            + ProcessHandle.current()
                    .info()
                    .startInstant()
                    .map(Instant::toEpochMilli)
                    .orElse(0L) + "-";
    private final String ownPrefix =
            processPrefix + UUID.randomUUID().toString().substring(0, 8) + "-";

    /** Names in use; any other entry of this process could not be deleted when it was no longer needed. */
    private final Set<String> inUse = ConcurrentHashMap.newKeySet();

    TemporaryFolder(Path root, DirectoryOpener opener) {
        this.root = root;
        this.opener = opener;
    }

    /** Opens the directory, creating it and the root of the store if missing. */
    Directory open() throws IOException {
        try {
            return find();
        } catch (NoSuchFileException missing) {
            createRoot();
            createHere(root.resolve(NAME));
            return find();
        }
    }

    private Directory find() throws IOException {
        try (Directory rootFolder = opener.open(root)) {
            return rootFolder.openFolder(NAME);
        }
    }

    void createRoot() throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root);
        }
    }

    /** @throws FileSystemException if the file system reports less free space than this */
    void requireRoom(long bytes) throws IOException {
        long room = Files.getFileStore(root).getUsableSpace();
        if (room < bytes) {
            throw new FileSystemException(
                    root.toString(), null, "No space left on device, " + room + " of " + bytes + " bytes are free");
        }
    }

    private String newName() {
        String name = ownPrefix + UUID.randomUUID();
        inUse.add(name);
        return name;
    }

    /** Creates a file in this directory, which is open as {@code temporary}. */
    TemporaryFile createFile(Directory temporary) throws IOException {
        String name = newName();
        boolean made = false;
        try {
            TemporaryFile file = TemporaryFile.create(temporary, name, () -> inUse.remove(name));
            made = true;
            return file;
        } finally {
            if (!made) {
                inUse.remove(name);
            }
        }
    }

    /**
     * Creates a directory without a race in which a link would be followed: Java cannot create a directory relative to
     * an open one, but can move one there.
     */
    void createFolder(Directory temporary, Directory parent, String name) throws IOException {
        String newName = newName();
        try {
            Files.createDirectory(root.resolve(NAME).resolve(newName));
            moveFolder(temporary, newName, parent, name);
        } finally {
            inUse.remove(newName);
        }
    }

    private static void moveFolder(Directory temporary, String newName, Directory parent, String name)
            throws IOException {
        try {
            temporary.move(newName, parent, name);
        } catch (IOException failure) {
            temporary.deleteFolder(newName);
            if (parent.kind(name) != EntryKind.FOLDER) {
                throw failure;
            }
        }
    }

    /**
     * Deletes leftovers of crashed processes and entries that could not be deleted earlier, but nothing that this or
     * another live process uses.
     */
    void sweep() throws IOException {
        try (Directory rootFolder = opener.open(root)) {
            if (rootFolder.kind(NAME) == EntryKind.FOLDER) {
                try (Directory temporary = rootFolder.openFolder(NAME)) {
                    for (String name : temporary.names()) {
                        sweep(temporary, name);
                    }
                }
            }
        }
    }

    private void sweep(Directory temporary, String name) {
        boolean own = name.startsWith(ownPrefix);
        if (own ? inUse.contains(name) : name.startsWith(processPrefix)) {
            return;
        }
        try {
            switch (temporary.kind(name)) {
                // A directory exists here only for microseconds; its creator retries if it is lost.
                case FOLDER -> temporary.deleteFolder(name);
                case FILE -> sweepFile(temporary, name, own);
                case MISSING, LINK, OTHER -> {}
            }
        } catch (IOException failure) {
            // Moved in the meantime, or currently undeletable: left to the next sweep.
            LOG.debug("A leftover could not be removed: {}", FailureText.of(failure));
        }
    }

    /**
     * Opens no file of this process: closing it would release the lock that tells other processes that it is in use.
     */
    private static void sweepFile(Directory temporary, String name, boolean own) throws IOException {
        if (own) {
            temporary.deleteFile(name);
            return;
        }
        try (FileChannel channel = temporary.openFile(name, StandardOpenOption.WRITE)) {
            if (isAbandoned(temporary, name, channel)) {
                temporary.deleteFile(name);
            }
        }
    }

    private static boolean isAbandoned(Directory temporary, String name, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (IOException notSupported) {
            return temporary.lastModified(name).isBefore(Instant.now().minus(ABANDONED));
        }
        return lock != null;
    }

    private static void createHere(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            return;
        }
    }
}
