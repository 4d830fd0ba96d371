package io.follow.gateway.startup;

import io.follow.gateway.image.java2d.WebpLibrary;
import io.follow.gateway.resource.Resource;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The native library without which no WebP is written or read; also shows whether others can be loaded here. */
public final class ImageLibraries implements Resource {

    private final WebpLibrary webp;
    private final CompletableFuture<Void> loadable = new CompletableFuture<>();

    /** @param folder from which libraries are loaded */
    public ImageLibraries(Path folder) {
        this.webp = new WebpLibrary(folder);
    }

    @Override
    public @Nullable String missing() {
        try {
            webp.load();
            loadable.complete(null);
            return null;
        } catch (UnsatisfiedLinkError e) {
            return "the WebP library cannot be loaded from java.io.tmpdir (" + WebpLibrary.reason(e)
                    + "); expected a folder with room that is not mounted noexec, or -Djava.io.tmpdir set to one";
        }
    }

    /** Once loaded it stays. */
    @Override
    public boolean mayHaveCaused(Throwable failure) {
        return failure instanceof LinkageError;
    }

    /** Done when libraries have been found to load. */
    public CompletableFuture<Void> loadable() {
        return loadable;
    }
}
