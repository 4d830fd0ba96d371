package io.follow.gateway.storage;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Directories as stores. Relative paths are resolved against the working directory. */
final class FileStores implements StoreScheme {

    private final Map<Path, ImageStore> stores = new ConcurrentHashMap<>();
    private final boolean flush;

    /** @param flush whether objects are flushed when they are stored, to survive a power failure */
    FileStores(boolean flush) {
        this.flush = flush;
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public String form() {
        return "file:path or a plain path";
    }

    @Override
    public ImageStore open(String place) {
        return openPath(withoutAuthority(place));
    }

    /** Opens the store at a literal path, even if it begins with two slashes. */
    ImageStore openPath(String path) {
        return stores.computeIfAbsent(toPath(path), root -> FileStore.open(root, flush));
    }

    @Override
    public void sweep() {
        stores.values().forEach(ImageStore::sweep);
    }

    @Override
    public void close() {
        stores.values().forEach(ImageStore::close);
    }

    /** {@code ///path} is {@code /path}; a host name between the slashes is not supported. */
    private static String withoutAuthority(String path) {
        if (!path.startsWith("//")) {
            return path;
        }
        if (!path.startsWith("///")) {
            throw new IllegalArgumentException("a file: store has no host, expected file:/path or file:path");
        }
        return path.substring(2);
    }

    private static Path toPath(String path) {
        if (path.isBlank()) {
            throw new IllegalArgumentException("the path of a store is empty, expected file:path or a plain path");
        }
        try {
            return Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException notPath) {
            throw new IllegalArgumentException("the path of a store is not one this platform knows", notPath);
        }
    }
}
