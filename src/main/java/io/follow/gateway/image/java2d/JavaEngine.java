package io.follow.gateway.image.java2d;

import io.follow.gateway.image.ImageEngine;

/** Makes the engine that accepts every file; others may stand before it for what they do faster. */
public final class JavaEngine {

    /** The name of this engine in metrics and logs. */
    public static final String NAME = "java";

    private JavaEngine() {}

    /**
     * Makes the engine. It has no state of its own and may be shared between threads. A {@link WebpLibrary} is to be loaded
     * before the first file: the engine itself would find out with it, and try only once.
     */
    public static ImageEngine create() {
        Codecs codecs = Codecs.find();
        return new ImageEngine(
                NAME, header -> true, new JavaDecoder(codecs), new JavaResizer(), new JavaEncoder(codecs));
    }
}
