package io.follow.gateway.routing.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A route that would run.
 *
 * @param definition what it is made of: itself, or its template
 * @param origin what asks for it: itself, or the {@code templatedRoute}
 * @param scope the values that placeholders have in it
 */
record RouteUnit(Definition definition, Definition origin, Scope scope) {

    RouteFile file() {
        return origin.file();
    }

    /** The id, or an empty text where Camel chooses one. */
    String id() {
        String id = scope.value(origin.id());
        return id == null ? "" : id;
    }

    boolean isFromTemplate() {
        return origin.isTemplated();
    }

    /** Where to point to when something in this route is wrong. */
    YamlValue place(YamlValue inRoute) {
        return isFromTemplate() ? origin.body().get("routeTemplateRef").orElse(origin.place()) : inRoute;
    }

    List<Element> elements() {
        return Element.in(definition, scope);
    }

    Stream<EndpointUse> endpoints() {
        return elements().stream().flatMap(element -> EndpointUse.of(element).stream());
    }

    /** What the route reads; empty where only a run knows it. */
    Optional<EndpointUse> input() {
        return endpoints().filter(EndpointUse::consumer).findFirst().filter(use -> use.element()
                .key()
                .equals("from"));
    }

    List<YamlValue> steps() {
        return definition.from().get("steps").map(YamlValue::items).orElseGet(List::of);
    }

    /** The ids of error configurations, or an empty text; null-free, and empty as well where only a run knows it. */
    String configurationId() {
        String id = scope.value(definition.route().text("routeConfigurationId"));
        return id == null ? "" : id;
    }
}
