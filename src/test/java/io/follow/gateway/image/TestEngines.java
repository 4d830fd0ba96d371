package io.follow.gateway.image;

import io.follow.gateway.image.ffmpeg.NativeEngine;
import io.follow.gateway.image.java2d.JavaEngine;

/** The engines that tests share: each native engine has a pool of memory, and a process can have ten of them. */
public final class TestEngines {

    public static final ImageEngine JAVA = JavaEngine.create();

    /** For what does not depend on the quality of the resampling. */
    public static final ImageEngine NATIVE = NativeEngine.create(JAVA.encoder(), ResizeQuality.FAST);

    public static final ImageEngine NATIVE_BEST = NativeEngine.create(JAVA.encoder(), ResizeQuality.BEST);

    private TestEngines() {}
}
