package io.follow.gateway.routing.check;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is found, each once. */
final class Findings {

    private final Set<Finding> all = new LinkedHashSet<>();

    List<Finding> all() {
        return List.copyOf(all);
    }

    void error(RouteFile file, YamlValue place, String found, String expected) {
        add(Severity.ERROR, file, place, found, expected, null);
    }

    /** A name that is not among those which are allowed. */
    void unknown(
            RouteFile file, YamlValue place, String found, String name, String expected, Collection<String> names) {
        add(Severity.ERROR, file, place, found, expected, Nearest.of(name, names));
    }

    void warning(RouteFile file, YamlValue place, String found, String expected) {
        add(Severity.WARNING, file, place, found, expected, null);
    }

    void style(RouteFile file, YamlValue place, String found, String expected) {
        add(Severity.STYLE, file, place, found, expected, null);
    }

    void add(Finding finding) {
        all.add(finding);
    }

    private void add(
            Severity severity,
            RouteFile file,
            YamlValue place,
            String found,
            String expected,
            @Nullable String nearest) {
        add(new Finding(severity, file.name(), place.line(), place.column(), found, expected, nearest));
    }
}
