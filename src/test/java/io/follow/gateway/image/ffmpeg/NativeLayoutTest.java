package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.LayoutRules;
import io.follow.gateway.image.TestEngines;
import io.follow.gateway.image.java2d.JavaEngine;
import java.util.List;

/** The native engine with the Java engine behind it. */
class NativeLayoutTest extends LayoutRules {

    private static final ImageEngine JAVA = JavaEngine.create();

    NativeLayoutTest() {
        super(List.of(TestEngines.NATIVE_BEST, JAVA));
    }
}
