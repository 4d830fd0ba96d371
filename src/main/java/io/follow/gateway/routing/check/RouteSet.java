package io.follow.gateway.routing.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files that would be loaded together, and what they define for each other. */
final class RouteSet {

    private final List<RouteFile> files;
    private final Surroundings surroundings;
    private final List<Definition> definitions = new ArrayList<>();
    private final Map<String, Definition> templates = new LinkedHashMap<>();
    private final Map<String, Definition> configurations = new LinkedHashMap<>();
    private final List<RouteUnit> routes = new ArrayList<>();
    private final Set<String> beans = new HashSet<>();

    RouteSet(List<RouteFile> files, Surroundings surroundings) {
        this.files = List.copyOf(files);
        this.surroundings = surroundings;
        files.forEach(file -> definitions.addAll(file.definitions()));
        for (Definition definition : definitions) {
            if (definition.isTemplate()) {
                templates.putIfAbsent(definition.id(), definition);
            } else if (definition.isConfiguration()) {
                configurations.putIfAbsent(definition.id(), definition);
            } else if (definition.kind().equals("beans")) {
                definition.body().items().forEach(bean -> beans.add(bean.text("name")));
            }
            definition.body().get("beans").ifPresent(own -> own.items().forEach(bean -> beans.add(bean.text("name"))));
        }
        for (Definition definition : definitions) {
            if (definition.isRoute()) {
                routes.add(new RouteUnit(definition, definition, new Scope(surroundings)));
            } else if (definition.isTemplated()) {
                template(definition)
                        .ifPresent(template -> routes.add(new RouteUnit(
                                template, definition, new Scope(surroundings, parameters(template, definition)))));
            }
        }
    }

    List<RouteFile> files() {
        return files;
    }

    List<Definition> definitions() {
        return definitions;
    }

    Map<String, Definition> templates() {
        return templates;
    }

    Map<String, Definition> configurations() {
        return configurations;
    }

    List<RouteUnit> routes() {
        return routes;
    }

    /** The beans that the files define. */
    Set<String> beans() {
        return beans;
    }

    /** The template that a route is made from; empty when there is none. */
    Optional<Definition> template(Definition templated) {
        String reference = new Scope(surroundings).value(templated.body().text("routeTemplateRef"));
        return Optional.ofNullable(reference == null ? null : templates.get(reference));
    }

    /** The scope of a definition by itself: the parameters of a template have no values yet. */
    Scope scopeOf(Definition definition) {
        if (!definition.isTemplate()) {
            return new Scope(surroundings);
        }
        Map<String, @Nullable String> parameters = new HashMap<>();
        names(definition).forEach(name -> parameters.put(name, null));
        return new Scope(surroundings, parameters);
    }

    /** The parameters that a template declares, and the beans that it makes for each route. */
    static List<String> names(Definition template) {
        List<String> names = new ArrayList<>();
        template.body().get("parameters").ifPresent(list -> list.items().forEach(item -> names.add(item.text("name"))));
        template.body().get("beans").ifPresent(list -> list.items().forEach(item -> names.add(item.text("name"))));
        return names;
    }

    private static Map<String, @Nullable String> parameters(Definition template, Definition templated) {
        Map<String, @Nullable String> values = new HashMap<>();
        names(template).forEach(name -> values.put(name, null));
        template.body().get("parameters").ifPresent(list -> list.items().forEach(item -> item.get("defaultValue")
                .ifPresent(value -> values.put(item.text("name"), value.text()))));
        templated.body().get("parameters").ifPresent(list -> list.items()
                .forEach(item -> values.put(item.text("name"), item.text("value"))));
        return values;
    }

    /** The route that reads {@code direct} under a name. */
    Optional<RouteUnit> directRoute(String name, Metadata metadata) {
        return routes.stream()
                .filter(route -> route.input()
                        .filter(input -> input.scheme().equals("direct") && name.equals(input.value("name", metadata)))
                        .isPresent())
                .findFirst();
    }
}
