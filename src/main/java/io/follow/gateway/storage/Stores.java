package io.follow.gateway.storage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The stores of this process, one for each place. A location is a plain path, or a scheme, a colon and a place of that
 * scheme. It is taken literally: nothing is URL-decoded. Safe for use by several threads.
 */
public final class Stores implements AutoCloseable {

    // At least two letters, so that a Windows drive is no scheme.
    private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);

    private final FileStores files;
    private final Map<String, StoreScheme> schemes = new TreeMap<>();

    /** Folders alone. */
    public Stores() {
        this(List.of(), true);
    }

    /**
     * Folders and others.
     *
     * @param others the kinds of stores that there are besides {@code file:}
     * @param flush whether an object in a folder survives a power failure from the moment on at which it was stored
     */
    public Stores(List<StoreScheme> others, boolean flush) {
        files = new FileStores(flush);
        schemes.put(files.name(), files);
        others.forEach(scheme -> schemes.put(scheme.name(), scheme));
    }

    /**
     * The store at a location, opened at the first call.
     *
     * @param location for instance {@code file:data/incoming}, {@code file:///srv/images}, {@code /srv/images} or
     *     {@code s3://bucket/prefix}
     * @return the same store for the same place
     * @throws IllegalArgumentException in one line that says what is allowed; it never repeats what follows the scheme,
     *     which may hold credentials
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

    /** Removes from every store what writers that died left behind. */
    public void sweep() {
        schemes.values().forEach(StoreScheme::sweep);
    }

    /** Closes every store. */
    @Override
    public void close() {
        schemes.values().forEach(StoreScheme::close);
    }
}
