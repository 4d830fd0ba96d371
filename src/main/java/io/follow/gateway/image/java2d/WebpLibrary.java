package io.follow.gateway.image.java2d;

import com.luciad.imageio.webp.WebPWrapper;
import com.luciad.imageio.webp.internal.NativeLoader;
import com.luciad.imageio.webp.internal.OsInfo;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the native library for WebP. The library's own loader tries once, prints errors past the log, and considers the
 * library loaded regardless of the outcome. This class therefore loads a copy first, with retries. Java finds the
 * native methods in any loaded copy. Thread-safe: guarded by this object's monitor.
 */
public final class WebpLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(WebpLibrary.class);
    private static final String OWN_FOLDER_PROPERTY = "com.luciad.imageio.webp.tmpdir";

    private final Path folder;
    private boolean loaded;

    /** @param folder the directory to unpack to, which must not be mounted {@code noexec} */
    public WebpLibrary(Path folder) {
        this.folder = folder;
    }

    /**
     * Loads the library, once.
     *
     * @throws UnsatisfiedLinkError if there is none for this platform, or it cannot be unpacked or loaded; another call
     *     retries
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
        tellOwnLoader();
        WebPWrapper.loadNativeLibrary();
        loaded = true;
    }

    /**
     * Spares the library's own loader a second copy, which it would compare byte by byte and which a killed process would
     * leave behind. A version of the library without this field makes that copy.
     */
    private static void tellOwnLoader() {
        try {
            Field extracted = NativeLoader.class.getDeclaredField("extracted");
            extracted.setAccessible(true);
            extracted.setBoolean(null, true);
        } catch (ReflectiveOperationException e) {
            LOG.debug("the WebP library is unpacked twice", e);
        }
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

    /** Why {@link #load()} failed, in one line, without the path that the system prepends. */
    public static String reason(UnsatisfiedLinkError failure) {
        return withoutPath(failure.getMessage());
    }

    private static String withoutPath(@Nullable String message) {
        String line = String.valueOf(message).lines().findFirst().orElse("");
        return line.replaceAll("\\S*/\\S*:? ?", "").strip();
    }
}
