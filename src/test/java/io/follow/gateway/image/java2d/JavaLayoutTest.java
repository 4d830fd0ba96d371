package io.follow.gateway.image.java2d;

import io.follow.gateway.image.LayoutRules;
import java.util.List;

class JavaLayoutTest extends LayoutRules {

    JavaLayoutTest() {
        super(List.of(JavaEngine.create()));
    }
}
