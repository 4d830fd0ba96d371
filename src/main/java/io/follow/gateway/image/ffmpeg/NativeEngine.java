package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Encoder;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ResizeQuality;

/** Creates the engine for the usual kinds of JPEG, PNG and WebP; another engine handles all other files. */
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
                new NativeDecoder(load, pool, inflater()),
                new FrameResizer(load, quality),
                new FrameEncoder(load, pngEncoder, quality));
    }

    private static PngInflater inflater() {
        Igzip fast = Igzip.load();
        return fast == null ? new JdkInflater() : fast;
    }

    /** The versions of the codecs in one line, for the log. */
    public static String versions() {
        return NativeLibraries.versions();
    }
}
