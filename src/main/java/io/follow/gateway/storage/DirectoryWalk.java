package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Walks from the root of a store to the directory of an object. No link below the root is followed, not even one that
 * stays within the store, so that a key has only one meaning, even while the store changes.
 */
final class DirectoryWalk {

    private final Path root;
    private final DirectoryOpener opener;
    private final TemporaryFolder temporaryFolder;

    DirectoryWalk(Path root, DirectoryOpener opener, TemporaryFolder temporaryFolder) {
        this.root = root;
        this.opener = opener;
        this.temporaryFolder = temporaryFolder;
    }

    /** The action for the next path element, by its kind. */
    @FunctionalInterface
    private interface Step {
        Optional<Directory> next(Directory directory, String name, EntryKind kind) throws IOException, JobException;
    }

    Directory openRoot() throws IOException {
        try {
            return opener.open(root);
        } catch (NoSuchFileException missing) {
            throw new IOException("the folder of the store is missing", missing);
        }
    }

    /** Opens the directory of an object; empty if it does not exist. */
    Optional<Directory> find(KeyPath path) throws IOException, JobException {
        return walk(
                path,
                (directory, name, kind) ->
                        kind == EntryKind.FOLDER ? Optional.of(directory.openFolder(name)) : Optional.empty());
    }

    /** Opens the directory of an object and creates missing ones; empty if something else is in their place. */
    Optional<Directory> findOrCreate(KeyPath path, Directory temporary) throws IOException, JobException {
        return walk(path, (directory, name, kind) -> {
            if (kind == EntryKind.MISSING) {
                temporaryFolder.createFolder(temporary, directory, name);
                directory.force();
            } else if (kind != EntryKind.FOLDER) {
                return Optional.empty();
            }
            return Optional.of(directory.openFolder(name));
        });
    }

    /** The kind of an entry, which must not be a symbolic link. */
    static EntryKind kind(Directory directory, String name) throws IOException, JobException {
        EntryKind kind = directory.kind(name);
        if (kind == EntryKind.LINK) {
            throw new JobException(
                    ErrorCode.INVALID_STORAGE_KEY, "the key leads through a symbolic link, which is not allowed");
        }
        return kind;
    }

    private Optional<Directory> walk(KeyPath path, Step step) throws IOException, JobException {
        Directory current = openRoot();
        boolean arrived = false;
        try {
            for (String name : path.folders()) {
                Optional<Directory> next = step.next(current, name, kind(current, name));
                if (next.isEmpty()) {
                    return next;
                }
                Directory left = current;
                current = next.get();
                left.close();
            }
            arrived = true;
            return Optional.of(current);
        } finally {
            if (!arrived) {
                current.close();
            }
        }
    }
}
