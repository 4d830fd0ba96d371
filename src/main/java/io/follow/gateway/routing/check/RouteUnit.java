package io.follow.gateway.routing.check;

import java.util.List;
import java.util.Optional;

/** A route that would run. */
final class RouteUnit {

    private final Definition definition;
    private final Definition origin;
    private final Scope scope;
    private final List<Element> elements;
    private final List<EndpointUse> endpoints;

    /**
     * Reads a route.
     *
     * @param definition what it is made of: itself, or its template
     * @param origin what asks for it: itself, or the {@code templatedRoute}
     * @param scope the values that placeholders have in it
     */
    RouteUnit(Definition definition, Definition origin, Scope scope) {
        this.definition = definition;
        this.origin = origin;
        this.scope = scope;
        this.elements = Element.in(definition, scope);
        this.endpoints = elements.stream()
                .flatMap(element -> EndpointUse.of(element).stream())
                .toList();
    }

    Definition definition() {
        return definition;
    }

    Definition origin() {
        return origin;
    }

    Scope scope() {
        return scope;
    }

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

    /** The route and all that is in it, from above to below. */
    List<Element> elements() {
        return elements;
    }

    List<EndpointUse> endpoints() {
        return endpoints;
    }

    /** What the route reads; empty where only a run knows it. */
    Optional<EndpointUse> input() {
        return endpoints.stream().filter(EndpointUse::consumer).findFirst().filter(use -> use.element()
                .key()
                .equals("from"));
    }

    List<YamlValue> steps() {
        return definition.from().get("steps").map(YamlValue::items).orElseGet(List::of);
    }

    /** The ids of error configurations; an empty text where there are none, and where only a run knows them. */
    String configurationId() {
        String id = scope.value(definition.route().text("routeConfigurationId"));
        return id == null ? "" : id;
    }
}
