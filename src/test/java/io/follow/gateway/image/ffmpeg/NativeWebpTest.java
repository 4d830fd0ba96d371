package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.WebpRules;
import io.follow.gateway.image.java2d.JavaEngine;

class NativeWebpTest extends WebpRules {

    NativeWebpTest() {
        super(NativeEngine.create(JavaEngine.create().encoder(), ResizeQuality.BEST));
    }
}
