package io.follow.gateway.routing.check;

import java.util.ArrayList;
import java.util.List;

/** A route file that is YAML. */
final class RouteFile {

    private final RouteSource source;
    private final YamlValue content;
    private final List<Definition> definitions = new ArrayList<>();

    RouteFile(RouteSource source, YamlValue content) {
        this.source = source;
        this.content = content;
        for (YamlValue item : content.items()) {
            for (YamlValue.Entry entry : item.entries()) {
                definitions.add(new Definition(this, entry.key(), entry.place(), entry.value()));
            }
        }
    }

    RouteSource source() {
        return source;
    }

    String name() {
        return source.name();
    }

    YamlValue content() {
        return content;
    }

    /** Its entries, in their order. */
    List<Definition> definitions() {
        return definitions;
    }
}
