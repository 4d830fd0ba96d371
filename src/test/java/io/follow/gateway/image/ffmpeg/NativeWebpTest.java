package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.TestEngines;
import io.follow.gateway.image.WebpRules;

class NativeWebpTest extends WebpRules {

    NativeWebpTest() {
        super(TestEngines.NATIVE_BEST);
    }
}
