package io.follow.gateway.routing.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.support.PatternHelper;
import org.jspecify.annotations.Nullable;

/** What one definition names, another one defines: error configurations, {@code direct} endpoints and templates. */
final class ReferenceCheck {

    private final RouteSet set;
    private final Metadata metadata;
    private final LeftOut leftOut;
    private final boolean otherRoutes;

    /**
     * Checks a set of definitions.
     *
     * @param leftOut the definitions of files that cannot be loaded
     * @param otherRoutes whether there are routes that stand in no file
     */
    ReferenceCheck(RouteSet set, Metadata metadata, LeftOut leftOut, boolean otherRoutes) {
        this.set = set;
        this.metadata = metadata;
        this.leftOut = leftOut;
        this.otherRoutes = otherRoutes;
    }

    void check(Findings findings) {
        for (Definition definition : set.definitions()) {
            Scope scope = set.scopeOf(definition);
            if (definition.isTemplated()) {
                template(definition, scope, findings);
            } else {
                configuration(definition, scope, findings);
                Element.in(definition, scope).stream()
                        .flatMap(element -> EndpointUse.of(element).stream())
                        .forEach(endpoint -> direct(endpoint, null, findings));
            }
        }
        set.routes().stream().filter(RouteUnit::isFromTemplate).forEach(route -> route.endpoints()
                .forEach(endpoint -> direct(endpoint, route, findings)));
    }

    private void configuration(Definition definition, Scope scope, Findings findings) {
        Optional<YamlValue> reference = definition.route().get("routeConfigurationId");
        String value = reference.map(place -> scope.value(place.text())).orElse(null);
        if (reference.isEmpty() || value == null) {
            return;
        }
        Set<String> ids = set.configurations().keySet();
        for (String id : value.split(",", -1)) {
            if (ids.stream().noneMatch(known -> PatternHelper.matchPattern(known, id.strip()))) {
                missing(
                        definition.file(),
                        reference.get(),
                        "routeConfiguration",
                        "routeConfigurationId",
                        id.strip(),
                        scope.isOpen(reference.get().text())
                                ? id.strip()
                                : reference.get().text(),
                        ids,
                        findings);
            }
        }
    }

    /** Of a route from a template only what its parameters decide: the rest is found in the template. */
    private void direct(EndpointUse endpoint, @Nullable RouteUnit route, Findings findings) {
        if (endpoint.consumer() || !endpoint.scheme().equals("direct")) {
            return;
        }
        String name = endpoint.value("name", metadata);
        if (name == null || name.isEmpty() || name.contains("${")) {
            return;
        }
        Set<String> names = directNames();
        if (!names.contains(name)) {
            Element element = endpoint.element();
            YamlValue place = endpoint.options().containsKey("name")
                    ? endpoint.options().get("name").place()
                    : element.value().isScalar() ? element.value() : element.placeOf("uri");
            RouteFile file = route == null ? element.file() : route.file();
            missing(
                    file,
                    route == null ? place : route.place(place),
                    "direct",
                    "direct",
                    name,
                    element.shown(place, name),
                    names,
                    findings);
        }
    }

    private Set<String> directNames() {
        Set<String> names = new TreeSet<>();
        set.routes().forEach(route -> route.input()
                .filter(input -> input.scheme().equals("direct"))
                .map(input -> input.value("name", metadata))
                .ifPresent(names::add));
        return names;
    }

    private void template(Definition definition, Scope scope, Findings findings) {
        YamlValue reference = definition.body().get("routeTemplateRef").orElse(definition.place());
        Optional<Definition> template = set.template(definition);
        if (template.isEmpty()) {
            String name = reference.isScalar() ? scope.value(reference.text()) : null;
            if (name != null) {
                missing(
                        definition.file(),
                        reference,
                        "routeTemplate",
                        "routeTemplateRef",
                        name,
                        scope.isOpen(reference.text()) ? name : reference.text(),
                        set.templates().keySet(),
                        findings);
            }
            return;
        }
        List<YamlValue> given =
                definition.body().get("parameters").map(YamlValue::items).orElseGet(List::of);
        List<String> names = RouteSet.names(template.get());
        for (YamlValue parameter : given) {
            String name = parameter.text("name");
            if (!names.contains(name)) {
                findings.unknown(
                        definition.file(),
                        parameter.get("name").orElse(parameter),
                        "the parameter " + name + " of " + template.get().id(),
                        name,
                        Nearest.list("one of its parameters", names),
                        names);
            }
        }
        required(template.get())
                .filter(name -> given.stream()
                        .noneMatch(parameter -> parameter.text("name").equals(name)))
                .forEach(name -> findings.error(
                        definition.file(),
                        reference,
                        template.get().id() + " without the parameter " + name,
                        "a value for it"));
    }

    private static Stream<String> required(Definition template) {
        return template.body().get("parameters").stream()
                .flatMap(list -> list.items().stream())
                .filter(item ->
                        !item.has("defaultValue") && !item.text("required").equals("false"))
                .map(item -> item.text("name"));
    }

    private void missing(
            RouteFile file,
            YamlValue place,
            String kind,
            String key,
            String name,
            String shown,
            Collection<String> names,
            Findings findings) {
        String home = leftOut.fileOf(kind, name);
        if (home == null && otherRoutes && !kind.equals("routeTemplate")) {
            findings.warning(file, place, key + " " + shown, Nearest.list("one that a file defines", names));
        } else if (home == null) {
            findings.unknown(
                    file, place, key + " " + shown, name, Nearest.list("one that a file defines", names), names);
        } else {
            findings.error(file, place, key + " " + shown + ", which is in " + home, "that file without errors");
        }
    }
}
