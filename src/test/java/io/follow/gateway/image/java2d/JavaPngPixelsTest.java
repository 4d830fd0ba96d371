package io.follow.gateway.image.java2d;

import io.follow.gateway.image.PngPixelRules;

class JavaPngPixelsTest extends PngPixelRules {

    JavaPngPixelsTest() {
        super(JavaEngine.create());
    }
}
