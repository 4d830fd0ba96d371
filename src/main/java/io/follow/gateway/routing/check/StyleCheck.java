package io.follow.gateway.routing.check;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the files of the gateway are written. A file that is written otherwise works as well. */
final class StyleCheck {

    private static final Set<String> KINDS = Set.of("route", "routeConfiguration", "routeTemplate", "templatedRoute");
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern VALUE = Pattern.compile("\\s*-?\\s*([a-zA-Z]++):\\s*\"?(\\d+|\\{\\{.*}})\"?\\s*");
    private static final Pattern TIME = Pattern.compile(
            "minIdleTime|retention|ttl|delay|period|[a-zA-Z]*(?:Delay|Interval|Timeout|MinAge|Period|Ttl)");
    private static final Pattern UNIT = Pattern.compile("(?i)\\s*#.*\\b(milliseconds|seconds|minutes|hours)\\b.*");

    private final RouteSet set;

    StyleCheck(RouteSet set) {
        this.set = set;
    }

    void check(Findings findings) {
        for (RouteFile file : set.files()) {
            name(file, findings);
            times(file, findings);
        }
        for (Definition definition : set.definitions()) {
            description(definition, findings);
            for (Element element : Element.in(definition, set.scopeOf(definition))) {
                EndpointUse.of(element).ifPresent(endpoint -> endpoint(definition, endpoint, findings));
                stepId(definition, element, findings);
            }
        }
    }

    /** A file holds one definition, and is named after its id. */
    private static void name(RouteFile file, Findings findings) {
        if (!file.name().endsWith(RouteSource.SUFFIX)) {
            findings.style(
                    file, file.content(), "the name " + file.name(), "a name that ends in " + RouteSource.SUFFIX);
            return;
        }
        List<Definition> definitions = file.definitions();
        if (definitions.size() != 1) {
            findings.style(file, file.content(), definitions.size() + " definitions", "one");
            return;
        }
        Definition only = definitions.get(0);
        if (!KINDS.contains(only.kind())) {
            findings.style(
                    file,
                    only.place(),
                    "a " + only.kind(),
                    "a route, routeConfiguration, routeTemplate or templatedRoute");
            return;
        }
        if (!only.id().equals(file.source().stem())) {
            findings.style(
                    file,
                    only.idPlace(),
                    "the id \"" + only.id() + "\"",
                    "the file's name without " + RouteSource.SUFFIX);
        } else if (!KEBAB_CASE.matcher(only.id()).matches()) {
            findings.style(file, only.idPlace(), "the id \"" + only.id() + "\"", "small letters, digits and hyphens");
        }
    }

    /**
     * Each definition says what it is for, and so does each parameter of a template. Camel has no description for a route
     * made from a template: its file begins with a comment.
     */
    private static void description(Definition definition, Findings findings) {
        String name = definition.kind() + " " + definition.id();
        RouteFile file = definition.file();
        if (definition.isTemplated()) {
            if (!file.source().text().startsWith("# ")) {
                findings.style(
                        file, definition.place(), name + " without a comment", "a first line that says what it is for");
            }
        } else if (KINDS.contains(definition.kind())
                && definition.body().text("description").isBlank()) {
            findings.style(
                    file, definition.place(), name + " without a description", "a sentence that says what it is for");
        }
        if (definition.isTemplate()) {
            definition.body().get("parameters").ifPresent(list -> list.items()
                    .forEach(parameter -> parameter(file, parameter, findings)));
        }
    }

    private static void parameter(RouteFile file, YamlValue parameter, Findings findings) {
        String name = "the parameter " + parameter.text("name");
        if (parameter.text("description").isBlank()) {
            findings.style(file, parameter, name + " without a description", "a sentence that says what it is for");
        }
        if (!parameter.text("required").equals("true") && !parameter.has("defaultValue")) {
            findings.style(file, parameter, name + " without a defaultValue", "a defaultValue or \"required: true\"");
        }
    }

    private void endpoint(Definition definition, EndpointUse endpoint, Findings findings) {
        Element element = endpoint.element();
        YamlValue uri = element.value().isScalar() ? element.value() : element.placeOf("uri");
        if (!uri.text().startsWith("{{") && !uri.text().matches("[a-z][a-z0-9-]*")) {
            findings.style(
                    element.file(), uri, "the uri \"" + uri.text() + "\"", "a scheme alone, the rest in parameters");
        }
        boolean reads = element.key().equals("from") && endpoint.scheme().equals("valkey-streams");
        if (reads && !definition.route().has("routeConfigurationId")) {
            findings.style(
                    element.file(),
                    element.place(),
                    "a route without routeConfigurationId",
                    "one of " + String.join(", ", set.configurations().keySet()));
        }
    }

    /** The second route made from a template would have the same id in it, and not start. */
    private static void stepId(Definition definition, Element element, Findings findings) {
        if (definition.isTemplate()
                && element.path().contains("steps")
                && element.key().equals("id")) {
            findings.style(
                    element.file(),
                    element.place(),
                    "the step id \"" + element.value().text() + "\" in a template",
                    "no step ids there");
        }
    }

    /** Above a time without a unit stands a comment with the unit. One comment is enough for times in a row. */
    private static void times(RouteFile file, Findings findings) {
        boolean unitKnown = false;
        int number = 0;
        for (String line : file.source().text().lines().toList()) {
            number++;
            Matcher value = VALUE.matcher(line);
            if (!value.matches() || !TIME.matcher(value.group(1)).matches()) {
                unitKnown = UNIT.matcher(line).matches();
            } else if (!unitKnown) {
                findings.add(new Finding(
                        Severity.STYLE,
                        file.name(),
                        number,
                        value.start(1) + 1,
                        value.group(1) + " " + value.group(2) + " without a unit",
                        "a comment with the unit above it",
                        null));
            }
        }
    }
}
