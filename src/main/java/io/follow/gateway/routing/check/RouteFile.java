package io.follow.gateway.routing.check;

import java.util.ArrayList;
import java.util.List;

/** A route file that is YAML. */
record RouteFile(RouteSource source, YamlValue content) {

    String name() {
        return source.name();
    }

    List<Definition> definitions() {
        List<Definition> definitions = new ArrayList<>();
        for (YamlValue item : content.items()) {
            for (YamlValue.Entry entry : item.entries()) {
                definitions.add(new Definition(this, entry.key(), entry.place(), entry.value()));
            }
        }
        return definitions;
    }
}
