package io.follow.gateway.image.java2d;

import com.luciad.imageio.webp.WebPWrapper;
import io.follow.gateway.image.ImageEngine;

/** Makes the engine that accepts every file; others may stand before it for what they do faster. */
public final class JavaEngine {

    /** The name of this engine in metrics and logs. */
    public static final String NAME = "java";

    private JavaEngine() {}

    /**
     * Makes the engine. It has no state of its own and may be shared between threads.
     *
     * @throws UnsatisfiedLinkError when the WebP library cannot be loaded; the first job would be too late to find out
     */
    public static ImageEngine create() {
        WebPWrapper.loadNativeLibrary();
        Codecs codecs = Codecs.find();
        return new ImageEngine(
                NAME, header -> true, new JavaDecoder(codecs), new JavaResizer(), new JavaEncoder(codecs));
    }
}
