package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.EngineRules;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.java2d.JavaEngine;
import java.util.List;

/** The native engine with the Java engine behind it. */
class NativeEngineTest extends EngineRules {

    private static final ImageEngine JAVA = JavaEngine.create();
    private static final ImageEngine NATIVE = NativeEngine.create(JAVA.encoder());

    NativeEngineTest() {
        super(List.of(NATIVE, JAVA));
    }
}
