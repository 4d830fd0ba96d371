package io.follow.gateway.image.java2d;

import io.follow.gateway.image.ImageEngine;

/** Creates the engine that accepts every file; faster engines may precede it. */
public final class JavaEngine {

    /** The name of this engine in metrics and logs. */
    public static final String NAME = "java";

    private JavaEngine() {}

    /**
     * Creates the engine, which is stateless and thread-safe. Load a {@link WebpLibrary} before the first file: the
     * engine's own loader tries only once, at the first file.
     */
    public static ImageEngine create() {
        Codecs codecs = Codecs.find();
        return new ImageEngine(
                NAME, header -> true, new JavaDecoder(codecs), new JavaResizer(), new JavaEncoder(codecs));
    }
}
