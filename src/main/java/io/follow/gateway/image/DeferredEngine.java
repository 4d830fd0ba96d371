package io.follow.gateway.image;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A proxy for an engine that is still loading; the first file waits for it. Thread-safe. */
public final class DeferredEngine {

    private DeferredEngine() {}

    /**
     * Creates an engine that delegates to the loaded one.
     *
     * @param loading the engine being loaded; empty if it cannot be loaded, so that no file is accepted
     */
    public static ImageEngine of(String name, CompletableFuture<Optional<ImageEngine>> loading) {
        return of(name, header -> loading.join());
    }

    /** Returns the loaded engine; empty if it cannot be loaded, so that the file is not accepted. */
    @FunctionalInterface
    public interface Loading {

        /**
         * Waits for the engine.
         *
         * @param header of a file that needs it, or null if it is known to be loaded
         */
        Optional<ImageEngine> forFile(@Nullable ImageHeader header);
    }

    /** Creates an engine that delegates to the loaded one. */
    public static ImageEngine of(String name, Loading loading) {
        return new ImageEngine(
                name,
                header -> loading.forFile(header)
                        .filter(engine -> engine.accepts().test(header))
                        .isPresent(),
                new Decoder() {
                    @Override
                    public Picture decode(Bytes file, ImageHeader header, int maxWidth) throws ImageException {
                        return loaded(loading).decoder().decode(file, header, maxWidth);
                    }

                    @Override
                    public long bytesNeeded(ImageHeader header, int maxWidth) {
                        return loaded(loading).decoder().bytesNeeded(header, maxWidth);
                    }
                },
                new Resizer() {
                    @Override
                    public Picture resize(Picture picture, Size size) throws ImageException {
                        return loaded(loading).resizer().resize(picture, size);
                    }

                    @Override
                    public boolean keeps(Picture picture, Size size) {
                        return loaded(loading).resizer().keeps(picture, size);
                    }
                },
                (picture, options) -> loaded(loading).encoder().encode(picture, options),
                new AnimationCodec() {
                    @Override
                    public boolean reads(ImageHeader header) {
                        return loading.forFile(header)
                                .filter(engine -> engine.animations().reads(header))
                                .isPresent();
                    }

                    @Override
                    public int read(byte[] data, ImageHeader header, FrameConsumer frames) throws ImageException {
                        return loaded(loading).animations().read(data, header, frames);
                    }

                    @Override
                    public AnimationWriter write(EncodeOptions options) {
                        return loaded(loading).animations().write(options);
                    }
                });
    }

    private static ImageEngine loaded(Loading loading) {
        return loading.forFile(null)
                .orElseThrow(() -> new IllegalStateException("the engine is not loaded and accepts no file"));
    }
}
