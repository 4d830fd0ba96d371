package io.follow.gateway.image.java2d;

import io.follow.gateway.image.EngineRules;
import java.util.List;

class JavaEngineTest extends EngineRules {

    JavaEngineTest() {
        super(List.of(JavaEngine.create()));
    }
}
