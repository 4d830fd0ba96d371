package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Encoder;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ResizeQuality;

/** Makes the engine for JPEGs of the usual kinds; for all other files another one stands behind it. */
public final class NativeEngine {

    /** The name of this engine in settings, metrics and logs. */
    public static final String NAME = "native";

    private NativeEngine() {}

    /**
     * Loads the native libraries and makes the engine. It may be shared between threads.
     *
     * @param pngEncoder writes PNG from pictures of the Java engine
     * @param quality how pictures are made smaller
     * @throws LinkageError when there are no libraries for this platform or they cannot be loaded
     */
    public static ImageEngine create(Encoder pngEncoder, ResizeQuality quality) {
        NativeLibraries.load();
        return create(pngEncoder, quality, new FramePool());
    }

    /** The same with a pool of the caller's, once the libraries are loaded. */
    static ImageEngine create(Encoder pngEncoder, ResizeQuality quality, FramePool pool) {
        Load load = new Load(Runtime.getRuntime().availableProcessors());
        return new ImageEngine(
                NAME,
                FrameDecoder::accepts,
                new FrameDecoder(load, pool),
                new FrameResizer(load, quality),
                new FrameEncoder(load, pngEncoder, quality));
    }

    /** The versions of the codecs in one line, for the log. */
    public static String versions() {
        return NativeLibraries.versions();
    }
}
