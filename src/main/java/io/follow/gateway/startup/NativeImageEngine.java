package io.follow.gateway.startup;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.ffmpeg.NativeEngine;
import io.follow.gateway.resource.Resource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The native engine, loaded beside the rest of the start. While it cannot be loaded, another engine does what it can; the
 * first picture that only this one reads makes it a missing resource: such jobs wait, and loading is tried again.
 * Thread-safe: state is guarded by this object's lock.
 */
public final class NativeImageEngine implements Resource {

    private static final Logger LOG = LoggerFactory.getLogger("io.follow.gateway.start");

    private final Supplier<ImageEngine> loader;
    private final CompletableFuture<Void> tried;
    private @Nullable ImageEngine engine;
    private @Nullable String failure;
    private boolean needed;

    /**
     * Starts to load the engine.
     *
     * @param loader throws a {@link LinkageError} or a runtime exception if it cannot
     * @param loadable done when libraries can be loaded at all
     * @param executor runs the first attempt
     */
    public NativeImageEngine(Supplier<ImageEngine> loader, CompletableFuture<Void> loadable, Executor executor) {
        this.loader = loader;
        this.tried = loadable.thenRunAsync(this::load, executor);
    }

    /**
     * The engine; empty if it cannot be loaded.
     *
     * @param header of a file, or null
     * @throws UnsatisfiedLinkError if it cannot be loaded and no other engine reads such a file
     */
    public Optional<ImageEngine> forFile(@Nullable ImageHeader header) {
        tried.join();
        synchronized (this) {
            if (engine == null && header != null && header.format().needsNativeEngine()) {
                needed = true;
                throw new UnsatisfiedLinkError(failure);
            }
            return Optional.ofNullable(engine);
        }
    }

    private synchronized void load() {
        if (engine != null) {
            return;
        }
        String missing = NativeEngine.missing();
        if (missing == null) {
            try {
                engine = loader.get();
                return;
            } catch (LinkageError | RuntimeException e) {
                missing = "the native image engine cannot be loaded ("
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given")
                        + "); restart on a machine where it can, or set IMG_GW_FORMATS to jpeg,png,webp";
            }
        }
        if (failure == null) {
            LOG.info("image engine: java; {}", missing);
        }
        failure = missing;
    }

    @Override
    public synchronized @Nullable String missing() {
        if (!needed || engine != null) {
            return null;
        }
        load();
        return engine == null ? failure : null;
    }

    @Override
    public boolean mayHaveCaused(Throwable cause) {
        return cause instanceof LinkageError;
    }
}
