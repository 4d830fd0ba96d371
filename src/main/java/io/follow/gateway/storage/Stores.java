package io.follow.gateway.storage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The stores of this process, one per place. A location is a plain path, or a scheme, a colon and a place of that
 * scheme. It is literal and never URL-decoded. Thread-safe.
 */
public final class Stores implements AutoCloseable {

    // At least two letters, so that a Windows drive is not taken for a scheme.
    private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);

    private final FileStores files;
    private final Map<String, StoreScheme> schemes = new TreeMap<>();

    /** Supports directories only. */
    public Stores() {
        this(List.of(), true);
    }

    /**
     * Supports directories and other types of stores.
     *
     * @param others the types of stores in addition to {@code file:}
     * @param flush whether objects in directories are flushed when they are stored, to survive a power failure
     */
    public Stores(List<StoreScheme> others, boolean flush) {
        files = new FileStores(flush);
        schemes.put(files.name(), files);
        others.forEach(scheme -> schemes.put(scheme.name(), scheme));
    }

    /**
     * Returns the store at a location, opening it on the first call.
     *
     * @param location for instance {@code file:data/incoming}, {@code file:///srv/images}, {@code /srv/images} or
     *     {@code s3://bucket/prefix}
     * @return the same store for the same place
     * @throws IllegalArgumentException in one line that says what is allowed; it never repeats the text after the
     *     scheme, which may contain credentials
     */
    public ImageStore open(String location) {
        Matcher matcher = WITH_SCHEME.matcher(location);
        if (!matcher.matches()) {
            return files.openPath(location);
        }
        StoreScheme scheme = schemes.get(matcher.group(1).toLowerCase(Locale.ROOT));
        if (scheme == null) {
            throw new IllegalArgumentException(
                    "a store of the scheme " + matcher.group(1) + " is not known, allowed: " + forms());
        }
        return scheme.open(matcher.group(2));
    }

    private String forms() {
        return schemes.values().stream().map(StoreScheme::form).collect(Collectors.joining(", "));
    }

    /** Deletes leftovers of dead writers from all stores. */
    public void sweep() {
        schemes.values().forEach(StoreScheme::sweep);
    }

    /** Closes every store. */
    @Override
    public void close() {
        schemes.values().forEach(StoreScheme::close);
    }
}
