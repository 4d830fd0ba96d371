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
 * The hidden folder of a store in which objects and folders are made before they are moved to their place. The name of
 * every entry begins with its maker's process id and start time, because process ids alone repeat in containers. Safe for
 * use by several threads.
 */
final class TemporaryFolder {

    static final String NAME = ImageStore.RESERVED_PART;

    /** From when on a file that cannot be locked, because the file system has no locks, counts as a leftover. */
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

    /** Names given out and not ended yet; whatever else of this object's is there could not be removed when it ended. */
    private final Set<String> inUse = ConcurrentHashMap.newKeySet();

    TemporaryFolder(Path root, DirectoryOpener opener) {
        this.root = root;
        this.opener = opener;
    }

    /** Opens the folder, making it and the store's root where they are missing. */
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

    /** @throws FileSystemException when the file system itself says that it has no room for so many bytes */
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

    /** Makes a file in this folder, opened before as {@code temporary}. */
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
     * Makes a folder in its place without a moment in which a link put there meanwhile would be followed: there is no
     * call that makes a folder relative to an open one, but one that moves.
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
     * Removes what crashed processes left behind and what could not be removed when it ended, and nothing that is in use,
     * here or by another process that lives.
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
                // A folder lives here for microseconds only; its maker repeats when it is lost.
                case FOLDER -> temporary.deleteFolder(name);
                case FILE -> sweepFile(temporary, name, own);
                case MISSING, LINK, OTHER -> {}
            }
        } catch (IOException failure) {
            // Moved meanwhile, or not to be removed at the moment: the next sweep sees.
            LOG.debug("A leftover stays: {}", FailureText.of(failure));
        }
    }

    /** Opens no file of this process: closing it would end the lock that tells neighbours that it is in use. */
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
