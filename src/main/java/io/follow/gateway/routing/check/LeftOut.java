package io.follow.gateway.routing.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that cannot be loaded, and what they would have defined. */
final class LeftOut {

    private final List<RouteSource> sources = new ArrayList<>();
    private final List<RouteFile> files = new ArrayList<>();

    void add(RouteSource source) {
        sources.add(source);
    }

    void add(RouteFile file) {
        files.add(file);
    }

    /** The name of the file that would have defined something; of a file that is no YAML its name tells. */
    @Nullable
    String fileOf(String kind, String id) {
        for (RouteFile file : files) {
            for (Definition definition : file.definitions()) {
                boolean reads = kind.equals("direct")
                        && definition.isRoute()
                        && definition.id().equals(id);
                if (reads || (definition.kind().equals(kind) && definition.id().equals(id))) {
                    return file.name();
                }
            }
        }
        return sources.stream()
                .filter(source -> source.stem().equals(id))
                .map(RouteSource::name)
                .findFirst()
                .orElse(null);
    }
}
