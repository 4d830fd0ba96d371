package io.follow.gateway.image.java2d;

import io.follow.gateway.image.Encoder;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Size;

/** Creates the engine that accepts every JPEG, PNG and WebP; faster engines may precede it. */
public final class JavaEngine {

    /** The name of this engine in metrics and logs. */
    public static final String NAME = "java";

    private JavaEngine() {}

    /**
     * Creates the engine, which is stateless and thread-safe. Load a {@link WebpLibrary} before the first file: the
     * engine's own loader tries only once, at the first file.
     */
    public static ImageEngine create() {
        return create((picture, options) -> {
            throw new ImageException(
                    ImageError.ENCODE_FAILED, "image/avif is written by the native engine, which is turned off");
        });
    }

    /**
     * The same.
     *
     * @param avifEncoder encodes pictures of this engine as AVIF, for which Java has no encoder
     */
    public static ImageEngine create(Encoder avifEncoder) {
        Codecs codecs = Codecs.find();
        // For old classes such as those of Thumbnailator the JVM loads a verifier when it links the first of them.
        // Without
        // a file descriptor at that moment, they would stay unusable until the process ends.
        long unused = LanczosResizer.bytesNeeded(new Size(1, 1), new Size(1, 1));
        return new ImageEngine(
                NAME,
                JavaDecoder::accepts,
                new JavaDecoder(codecs),
                new JavaResizer(),
                new JavaEncoder(codecs, avifEncoder));
    }
}
