package io.follow.gateway.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The hidden folder of a store in which objects and folders are made before they are moved to their place. The name of
 * every entry begins with its maker's process id and start time, because process ids alone repeat in containers.
 */
final class TemporaryFolder {

    /** Not usable as a part of a key. */
    static final String NAME = ".gateway-tmp";

    /** From when on a file that cannot be locked, because the file system has no locks, counts as a leftover. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path root;
    private final FolderOpener opener;
    private final String ownPrefix = ProcessHandle.current().pid() + "-"
            + ProcessHandle.current()
                    .info()
                    .startInstant()
                    .map(Instant::toEpochMilli)
                    .orElse(0L) + "-";

    TemporaryFolder(Path root, FolderOpener opener) {
        this.root = root;
        this.opener = opener;
    }

    /** Opens the folder, making it and the store's root where they are missing. */
    Folder open() throws IOException {
        createRoot();
        try (Folder rootFolder = opener.open(root)) {
            if (rootFolder.kind(NAME) == EntryKind.MISSING) {
                createHere(root.resolve(NAME));
            }
            return rootFolder.openFolder(NAME);
        }
    }

    void createRoot() throws IOException {
        if (!Files.isDirectory(root)) {
            Files.createDirectories(root);
        }
    }

    String newName() {
        return ownPrefix + UUID.randomUUID();
    }

    /**
     * Makes a folder in its place without a moment in which a link put there meanwhile would be followed: there is no
     * call that makes a folder relative to an open one, but one that moves.
     */
    void createFolder(Folder temporary, Folder parent, String name) throws IOException {
        String newName = newName();
        Files.createDirectory(root.resolve(NAME).resolve(newName));
        try {
            temporary.move(newName, parent, name);
        } catch (IOException failure) {
            temporary.deleteFolder(newName);
            if (parent.kind(name) != EntryKind.FOLDER) {
                throw failure;
            }
        }
    }

    /** Removes what crashed processes left behind, and nothing of this process or of one that lives. */
    void sweep() throws IOException {
        try (Folder rootFolder = opener.open(root)) {
            if (rootFolder.kind(NAME) == EntryKind.FOLDER) {
                try (Folder temporary = rootFolder.openFolder(NAME)) {
                    sweep(temporary);
                }
            }
        }
    }

    private void sweep(Folder temporary) throws IOException {
        for (String name : temporary.names()) {
            if (!name.startsWith(ownPrefix)) {
                sweep(temporary, name);
            }
        }
    }

    private static void sweep(Folder temporary, String name) throws IOException {
        try {
            switch (temporary.kind(name)) {
                // A folder lives here for microseconds only; its maker repeats when it is lost.
                case FOLDER -> temporary.deleteFolder(name);
                case FILE -> sweepFile(temporary, name);
                case MISSING, LINK, OTHER -> {}
            }
        } catch (NoSuchFileException movedMeanwhile) {
            return;
        }
    }

    private static void sweepFile(Folder temporary, String name) throws IOException {
        try (FileChannel channel = temporary.openFile(name, StandardOpenOption.WRITE)) {
            if (isAbandoned(temporary, name, channel)) {
                temporary.deleteFile(name);
            }
        }
    }

    private static boolean isAbandoned(Folder temporary, String name, FileChannel channel) throws IOException {
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
