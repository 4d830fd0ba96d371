package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Encoder;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ResizeQuality;

/** Creates the engine for JPEGs of the usual kinds, HEIC, AVIF and GIF; another engine handles all other files. */
public final class NativeEngine {

    /** The name of this engine in settings, metrics and logs. */
    public static final String NAME = "native";

    private NativeEngine() {}

    /**
     * Loads the native libraries and creates the engine, which is thread-safe.
     *
     * @param pngEncoder encodes pictures of the Java engine as PNG
     * @param quality quality of the resize
     * @throws LinkageError if there are no libraries for this platform or they cannot be loaded
     */
    public static ImageEngine create(Encoder pngEncoder, ResizeQuality quality) {
        NativeLibraries.load();
        return create(pngEncoder, quality, new FramePool());
    }

    /** The same with the given pool, after the libraries were loaded. */
    static ImageEngine create(Encoder pngEncoder, ResizeQuality quality, FramePool pool) {
        Load load = new Load(Runtime.getRuntime().availableProcessors());
        return new ImageEngine(
                NAME,
                NativeDecoder::accepts,
                new NativeDecoder(load, pool),
                new FrameResizer(load, quality),
                new FrameEncoder(load, pngEncoder, quality));
    }

    /** The versions of the codecs in one line, for the log. */
    public static String versions() {
        return NativeLibraries.versions();
    }
}
