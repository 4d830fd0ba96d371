package io.follow.gateway.storage;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory as a store. The parts of a key are the names of directories and a file; directories are created as
 * needed. Objects are written to a temporary file, flushed unless disabled, and moved into place atomically, so
 * everything below the root must be on one file system. Pipes and devices are never opened. Symbolic links below the
 * root are never followed; the root itself may be one. Stateless.
 */
public final class FileStore implements ImageStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileStore.class);

    private final Path root;
    private final TemporaryFolder temporaryFolder;
    private final DirectoryWalk walk;
    private final FileWriter writer;
    private final DirectoryListing listing;

    FileStore(Path root, DirectoryOpener opener) {
        this(root, opener, true);
    }

    private FileStore(Path root, DirectoryOpener opener, boolean flush) {
        this.root = root.toAbsolutePath().normalize();
        this.temporaryFolder = new TemporaryFolder(this.root, opener);
        this.walk = new DirectoryWalk(this.root, opener, temporaryFolder);
        this.writer = new FileWriter(temporaryFolder, walk, flush);
        this.listing = new DirectoryListing(walk);
    }

    /**
     * Opens a store, creates its root if missing and deletes leftovers of crashed processes. Does not fail if the root
     * cannot be created or swept: the store checks report this.
     *
     * @param root the root directory of the store
     * @return the store
     */
    public static FileStore open(Path root) {
        return open(root, true);
    }

    /** @param flush whether stored objects are flushed, to survive a power failure */
    static FileStore open(Path root, boolean flush) {
        FileStore store = new FileStore(root, Directory::open, flush);
        store.prepare();
        return store;
    }

    @Override
    public ReadObject read(StorageKey key, long maxBytes, IntFunction<byte[]> arrays) throws JobException {
        try {
            KeyPath path = KeyPath.of(key);
            Optional<Directory> found = walk.find(path);
            if (found.isPresent()) {
                try (Directory directory = found.get()) {
                    if (DirectoryWalk.kind(directory, path.name()) == EntryKind.FILE) {
                        return FileReader.read(directory, path.name(), maxBytes, arrays);
                    }
                }
            }
        } catch (NoSuchFileException vanished) {
            throw notFound(key, vanished);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
        throw notFound(key, null);
    }

    @Override
    public StoredObject write(StorageKey key, byte[] bytes, String contentType) throws JobException {
        String sha256 = Sha256.of(bytes);
        try {
            writer.replace(KeyPath.of(key), bytes);
        } catch (IOException failure) {
            throw unwritable(failure, bytes.length);
        }
        return new StoredObject(sha256, sha256, bytes.length);
    }

    @Override
    public StoredObject write(StorageKey key, IncomingObject object) throws JobException, IOException {
        DigestingInputStream content = DigestingInputStream.of(object);
        try {
            writer.replace(KeyPath.of(key), content);
        } catch (IOException failure) {
            content.throwOwnFailure();
            throw unwritable(failure, content.size());
        }
        String sha256 = content.sha256();
        return new StoredObject(sha256, sha256, content.size());
    }

    @Override
    public void list(StorageKey directory, Visitor visitor) throws JobException {
        try {
            listing.list(directory, visitor);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    @Override
    public boolean exists(StorageKey key) throws JobException {
        try {
            KeyPath path = KeyPath.of(key);
            Optional<Directory> found = walk.find(path);
            if (found.isEmpty()) {
                return false;
            }
            try (Directory directory = found.get()) {
                return DirectoryWalk.kind(directory, path.name()) == EntryKind.FILE;
            }
        } catch (NoSuchFileException vanished) {
            return false;
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    @Override
    public void delete(StorageKey key) throws JobException {
        try {
            KeyPath path = KeyPath.of(key);
            Optional<Directory> found = walk.find(path);
            if (found.isPresent()) {
                try (Directory directory = found.get()) {
                    if (DirectoryWalk.kind(directory, path.name()) == EntryKind.FILE) {
                        directory.deleteFile(path.name());
                        directory.force();
                    }
                }
            }
        } catch (NoSuchFileException goneAlready) {
            LOG.debug("The object was removed concurrently");
        } catch (IOException failure) {
            throw unwritable(failure, 0);
        }
    }

    @Override
    public void checkReadable() throws JobException {
        try (Directory directory = walk.openRoot()) {
            directory.kind(TemporaryFolder.NAME);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    @Override
    public void checkWritable() throws JobException {
        checkRoom(0, 1);
    }

    @Override
    public void checkRoom(long bytes, int objects) throws JobException {
        try {
            writer.probe(bytes, objects);
        } catch (IOException failure) {
            throw unwritable(failure, bytes);
        }
    }

    @Override
    public boolean isSameObject(StorageKey key, ImageStore other, StorageKey otherKey) {
        // Resolving the roots costs a dozen system calls, which most pairs of keys do not need.
        return other instanceof FileStore files
                && name(key).equals(name(otherKey))
                && place(key).equals(files.place(otherKey));
    }

    @Override
    public void sweep() {
        try {
            temporaryFolder.sweep();
        } catch (IOException failure) {
            LOG.debug("Not swept: {}", FailureText.of(failure));
        }
    }

    private static String name(StorageKey key) {
        return key.parts().get(key.parts().size() - 1);
    }

    /** The absolute path of an object as names; exact because no link below the root is followed. */
    private List<String> place(StorageKey key) {
        List<String> names = new ArrayList<>();
        realRoot().forEach(name -> names.add(name.toString()));
        names.addAll(key.parts());
        return names;
    }

    private Path realRoot() {
        try {
            return root.toRealPath();
        } catch (IOException missing) {
            return root;
        }
    }

    /** Creates the root and sweeps; never fails. */
    void prepare() {
        if (!KeyPath.takesEveryCharacter()) {
            LOG.warn("Non-ASCII keys will fail in this locale, expected a UTF-8 one such as LC_ALL=C.UTF-8");
        }
        try {
            temporaryFolder.createRoot();
            temporaryFolder.sweep();
        } catch (IOException failure) {
            LOG.warn("The folder of a store cannot be prepared: {}", FailureText.of(failure));
        }
    }

    private static JobException notFound(StorageKey key, @Nullable Throwable cause) {
        return new JobException(ErrorCode.SOURCE_NOT_FOUND, "no object at the source key " + key, cause);
    }

    private static JobException unreadable(IOException failure) {
        return new JobException(
                ErrorCode.STORAGE_READ_FAILED, "the store cannot be read: " + FailureText.of(failure), failure);
    }

    private static JobException unwritable(IOException failure, long bytes) {
        String message = "the store cannot be written: " + FailureText.of(failure);
        return FailureText.isNoRoom(failure)
                ? new StoreFullException(message, bytes, failure)
                : new JobException(ErrorCode.STORAGE_UPLOAD_FAILED, message, failure);
    }
}
