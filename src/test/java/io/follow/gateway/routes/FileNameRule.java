package io.follow.gateway.routes;

import java.util.List;
import java.util.Set;

/** A file holds one definition, and is named after its id. */
final class FileNameRule implements RouteRule {

    private static final Set<String> KINDS = Set.of("route", "routeConfiguration", "routeTemplate", "templatedRoute");

    @Override
    public List<Finding> check(RouteFile file) {
        if (!file.name().endsWith(RouteFile.SUFFIX)) {
            return List.of(file.finding("the name " + file.name(), "a name that ends in " + RouteFile.SUFFIX));
        }
        List<Definition> definitions = file.definitions();
        if (definitions.size() != 1) {
            return List.of(file.finding(definitions.size() + " definitions", "one"));
        }
        Definition only = definitions.get(0);
        if (!KINDS.contains(only.kind())) {
            return List.of(
                    file.finding("a " + only.kind(), "a route, routeConfiguration, routeTemplate or templatedRoute"));
        }
        String expected = only.id() + RouteFile.SUFFIX;
        String actual = file.name().substring(file.name().lastIndexOf('/') + 1);
        return actual.equals(expected)
                ? List.of()
                : List.of(file.finding("the id \"" + only.id() + "\"", "the file's name without " + RouteFile.SUFFIX));
    }
}
