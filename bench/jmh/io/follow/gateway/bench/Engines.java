package io.follow.gateway.bench;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.java2d.JavaEngine;
import java.util.List;

/** The engines by the names that the setting takes. */
final class Engines {

    private Engines() {}

    static List<ImageEngine> named(String name) {
        return switch (name) {
            case "java" -> List.of(JavaEngine.create());
            default -> throw new IllegalArgumentException("no engine is named " + name);
        };
    }
}
