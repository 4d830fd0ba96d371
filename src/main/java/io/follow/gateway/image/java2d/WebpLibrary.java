package io.follow.gateway.image.java2d;

import com.luciad.imageio.webp.WebPWrapper;
import com.luciad.imageio.webp.internal.OsInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * The native library that reads and writes WebP. Its own loader tries once, prints what went wrong past the log and calls
 * the library loaded whatever came of it; so a copy is loaded here first, as often as it takes. Java finds the native
 * methods in whichever copy was loaded. Safe for use by several threads: guarded by this object's monitor.
 */
public final class WebpLibrary {

    private static final String OWN_FOLDER_PROPERTY = "com.luciad.imageio.webp.tmpdir";

    private final Path folder;
    private boolean loaded;

    /** @param folder where it is unpacked to; a file there must be allowed to be run */
    public WebpLibrary(Path folder) {
        this.folder = folder;
    }

    /**
     * Loads it, once.
     *
     * @throws UnsatisfiedLinkError when there is none for this platform, or it cannot be unpacked or loaded; another call
     *     tries again
     */
    public synchronized void load() {
        if (loaded) {
            return;
        }
        try {
            loadCopy();
        } catch (IOException e) {
            throw new UnsatisfiedLinkError("it cannot be unpacked: " + withoutPath(e.getMessage()));
        }
        System.setProperty(OWN_FOLDER_PROPERTY, folder.toString());
        WebPWrapper.loadNativeLibrary();
        loaded = true;
    }

    private void loadCopy() throws IOException {
        String name = System.mapLibraryName("webp-imageio");
        String resource = "/native/" + OsInfo.getNativeLibFolderPathForCurrentOS() + "/" + name;
        try (InputStream content = WebPWrapper.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new UnsatisfiedLinkError("there is none for this platform");
            }
            Path copy = Files.createTempFile(folder, "image-gateway-", name);
            try {
                Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
                System.load(copy.toAbsolutePath().toString());
            } finally {
                Files.deleteIfExists(copy);
            }
        }
    }

    /** Why {@link #load()} failed, in one line without the path that the system puts before it. */
    public static String reason(UnsatisfiedLinkError failure) {
        return withoutPath(failure.getMessage());
    }

    private static String withoutPath(@Nullable String message) {
        String line = String.valueOf(message).lines().findFirst().orElse("");
        return line.replaceAll("\\S*/\\S*:? ?", "").strip();
    }
}
