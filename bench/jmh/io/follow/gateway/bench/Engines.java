package io.follow.gateway.bench;

import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ResizeQuality;
import io.follow.gateway.image.ffmpeg.NativeEngine;
import io.follow.gateway.image.java2d.JavaEngine;
import java.util.List;

/** The engines by the names that the settings take. */
final class Engines {

    private Engines() {}

    static List<ImageEngine> named(String name, ResizeQuality quality) {
        ImageEngine java = JavaEngine.create();
        return switch (name) {
            case JavaEngine.NAME -> List.of(java);
            case NativeEngine.NAME -> List.of(NativeEngine.create(java.encoder(), quality));
            default -> throw new IllegalArgumentException("no engine is named " + name);
        };
    }
}
