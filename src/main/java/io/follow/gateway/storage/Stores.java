package io.follow.gateway.storage;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stores of this process, one for each place. Locations are {@code file:path} or a plain path; both are taken
 * literally (nothing is URL-decoded), and a relative path starts at the working directory. Safe for use by several
 * threads.
 */
public final class Stores implements AutoCloseable {

    private static final String ALLOWED = "allowed: file:path or a plain path";

    // At least two letters, so that a Windows drive is no scheme.
    private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);

    private final Map<Path, ImageStore> fileStores = new ConcurrentHashMap<>();

    /**
     * The store at a location, opened at the first call.
     *
     * @param location for instance {@code file:data/incoming}, {@code file:///srv/images} or {@code /srv/images}
     * @return the same store for the same place
     * @throws IllegalArgumentException in one line that says what is allowed; it never repeats what follows the scheme
     *     of an unknown location, which may hold credentials
     */
    public ImageStore open(String location) {
        return fileStores.computeIfAbsent(path(location), FileStore::open);
    }

    /** Removes from every store what writers that died left behind. */
    void sweep() {
        fileStores.values().forEach(ImageStore::sweep);
    }

    /** Closes every store. */
    @Override
    public void close() {
        fileStores.values().forEach(ImageStore::close);
    }

    private static Path path(String location) {
        Matcher matcher = WITH_SCHEME.matcher(location);
        if (!matcher.matches()) {
            return toPath(location);
        }
        return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "file" -> toPath(withoutAuthority(matcher.group(2)));
            case "s3" -> throw new IllegalArgumentException("s3:// stores are not supported yet, " + ALLOWED);
            default ->
                throw new IllegalArgumentException(
                        "a store of the scheme " + matcher.group(1) + " is not known, " + ALLOWED);
        };
    }

    /** {@code ///path} is {@code /path}; a host name between the slashes has no meaning here. */
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
            throw new IllegalArgumentException("the path of a store is empty, " + ALLOWED);
        }
        try {
            return Path.of(path).toAbsolutePath().normalize();
        } catch (InvalidPathException notPath) {
            throw new IllegalArgumentException("the path of a store is not one this platform knows", notPath);
        }
    }
}
