package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.PngPixelRules;
import io.follow.gateway.image.TestEngines;

class NativePngPixelsTest extends PngPixelRules {

    NativePngPixelsTest() {
        super(TestEngines.NATIVE_BEST);
    }
}
