package io.follow.gateway.image.java2d;

import io.follow.gateway.image.WebpRules;

class JavaWebpTest extends WebpRules {

    JavaWebpTest() {
        super(JavaEngine.create());
    }
}
