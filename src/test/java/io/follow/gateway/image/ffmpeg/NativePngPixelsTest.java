package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.PngPixelRules;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.java2d.JavaEngine;

class NativePngPixelsTest extends PngPixelRules {

    NativePngPixelsTest() {
        super(NativeEngine.create(JavaEngine.create().encoder(), ResizeQuality.BEST));
    }
}
